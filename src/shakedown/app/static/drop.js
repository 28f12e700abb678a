// A text file that is dropped into the box is read into it; without this script the file field does the same.
"use strict";

const box = document.getElementById("text");
box.addEventListener("dragover", (event) => { event.preventDefault(); box.classList.add("over"); });
box.addEventListener("dragleave", () => box.classList.remove("over"));
box.addEventListener("drop", async (event) => {
  box.classList.remove("over");
  const file = event.dataTransfer.files[0];
  if (!file) return;
  event.preventDefault();
  box.value = (await file.text()).slice(0, box.maxLength);
});
