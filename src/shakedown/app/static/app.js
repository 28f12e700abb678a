// Keeps an open page up to date with its levers. Everything shown is in the address; without this script the form does the same.
"use strict";

const form = document.getElementById("levers");
const views = new Map();
const ROWS = "rows", FIRST = 8, SETTLE = 320; // rows of a chart by name; runs of a first glance; ms of rest before all runs
let asked = 0, shown = 0, busy = false, waiting = null, rest = 0;
document.documentElement.classList.add("scripted");

function sliders() { return [...form.querySelectorAll("input[type=range]")]; }

function query() {
  const now = new URLSearchParams(location.search), next = new URLSearchParams();
  for (const s of sliders()) if (s.value !== s.dataset.tick) next.append(s.name, s.value);
  for (const pin of now.getAll("pin")) next.append("pin", pin);
  if (now.has("lang")) next.set("lang", now.get("lang"));
  return next;
}

function label(slider) {
  const still = slider.value === slider.dataset.tick, lever = slider.closest(".lever"), out = lever.querySelector("output");
  out.value = still ? out.dataset.asItIs : slider.value;
  lever.classList.toggle("moved", !still);
}

async function draw(element) {
  const name = element.id.replace("chart-", ""), spec = JSON.parse(document.getElementById("spec-" + name).textContent);
  const made = await vegaEmbed(element, spec, {
    mode: "vega-lite", renderer: "canvas", ast: true, actions: false, defaultStyle: false, tooltip: { disableDefaultStyle: true },
  });
  views.set(name, made.view);
}

async function paint(reply, number) {
  if (number < shown) return; // never an older reply after a newer
  shown = number;
  document.getElementById("results").innerHTML = reply.html;
  document.getElementById("tables").innerHTML = reply.tables;
  await Promise.all(reply.charts.map(async (chart) => {
    document.getElementById("chart-" + chart.name).setAttribute("aria-label", chart.description);
    const view = views.get(chart.name);
    if (view) await view.data(ROWS, chart.rows).runAsync();
  }));
  if (reply.settled) document.getElementById("said").textContent = reply.headline;
  document.body.dataset.shown = reply.query;
  document.body.dataset.runs = reply.runs;
  document.body.dataset.painted = number;
}

async function ask(runs) {
  if (busy) { waiting = runs; return; } // one question at a time: a fast drag skips values, and the last is always asked
  busy = true;
  const number = ++asked, next = query();
  if (runs) next.set("runs", runs);
  try {
    const reply = await fetch("/live.json?" + next, { headers: { accept: "application/json" } });
    const told = await reply.json();
    if (reply.ok) await paint(told, number);
    else tell(told.problems.join(" "));
  } catch { tell("The page was ended, or does not answer. Start it again with: shakedown app"); }
  busy = false;
  if (waiting !== null) { const then = waiting; waiting = null; await ask(then); }
}

function tell(problem) {
  document.getElementById("headline").textContent = problem;
  document.getElementById("said").textContent = problem;
}

function moved(event) {
  label(event.target);
  const next = query().toString();
  history.replaceState(null, "", next ? "?" + next : location.pathname);
  ask(FIRST);
  clearTimeout(rest);
  rest = setTimeout(() => ask(0), SETTLE);
}

document.addEventListener("click", async (event) => {
  if (event.target.id !== "link" || !navigator.clipboard) return;
  event.preventDefault();
  await navigator.clipboard.writeText(event.target.href);
  event.target.textContent = event.target.dataset.copied;
});

for (const slider of sliders()) slider.addEventListener("input", moved);
Promise.all([...document.querySelectorAll(".live")].map(draw)).then(() => { document.body.dataset.drawn = "yes"; });
