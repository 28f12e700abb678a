"""Mistakes a user may make in a case folder, each with what must be said about it: where, what, and what would do.

By file, each with what stands there, what the user writes instead, and parts of the one sentence that must follow.
"""

PENALTY = "[priors.penalty]"
A_DIAL = '\n[priors.{}]\nfamily = "normal"\nmedian = 1\nq10 = 0.5\nq90 = 2\nsource = "x"\n\n' + PENALTY
MORE = ("extra_candidates", "avoidance", "contact_response")
MANY = "".join(A_DIAL.format(dial).removesuffix(PENALTY) for dial in MORE) + PENALTY
TIME = "[time]\nstart = 2017-01-02\nend = 2025-09-28\nburn_in = 52\n"
WORD = 'value = "mostly"\nrecords'
AN_EVENT = '{manner = "request", amount = 300, currency = "CNY", framings = ["favour", "hardship", "loan", "season"]}'
VISIT = f"value = {AN_EVENT}\nrecords"
SCENARIO = 'name = "crackdown_lapses"'
CLAIM_13 = "switch = {fear_up = 0.0, fear_bump = 0.0}"

CASE = {
    "a misspelt key": (
        "population = ", "popluation = ", ["[case]", '"popluation"', "Nearest known: population"]
    ),
    "a misspelt table": ("[time]\n", "[rulse]\n[time]\n", ['no table "rulse"', "Nearest known: rules"]),
    "a missing key": ('province = "North Hamgyong"\n', "", ["[case], province", "is missing. Add it"]),
    "no [time] at all": (TIME, "", ["the table [time] is missing. Add it"]),
    "text for a number": ("households = 39_000", 'households = "many"', ["[case], households", '"many"']),
    "true for a number": ("sample = 6_000", "sample = true", ["[case], sample: true is not a whole number"]),
    "part of a household": ("sample = 6_000", "sample = 60.5", ["[case], sample: 60.5 is not a whole"]),
    "a sample above the whole": ("sample = 6_000", "sample = 60_000", ["sample: 60000 is more than"]),
    "no currency": ('currency = "CNY"\nmenu', 'currency = "yuan"\nmenu', ["such as CNY"]),
    "a name that is a path": ('name = "hoeryong"', 'name = "../x"', ["[case], name", "letters, digits"]),
    "a menu that falls": ("menu = [50, 100,", "menu = [100, 50,", ["menu", "Sort them"]),
    "an end before the start": ("end = 2025-09-28", "end = 2016-09-25", ["[time], end", "not after start"]),
    "an end inside a week": ("end = 2025-09-28", "end = 2025-09-27", ["[time], end", "close a week"]),
    "a century too late": ("end = 2025-09-28", "end = 2199-09-29", ["[time], end", "at most 5200"]),
    "a date in quotes": ("start = 2017-01-02", 'start = "2017-01-02"', ["[time], start", "without quotes"]),
    "a date with a time": ("start = 2017-01-02", "start = 2017-01-02T08:00:00", ["[time], start"]),
    "a year 0217": ("start = 2017-01-02", "start = 0217-01-02", ["[time], start", "Mend the year"]),
    "a window that ends first": (
        "to = 2019-12-31", "to = 2016-12-31", ["[windows.before_2020], to: 2016-12-31 is before from"]
    ),
    "a past outside the history": (
        "from = 2017-01-02\nto = 2019-12-31", "from = 2007-01-02\nto = 2009-12-31",
        ["[windows.before_2020]: holds no weeks", "Widen it"],
    ),
    "a past without the season of now": (
        "from = 2024-01-01\nto = 2025-06-30", "from = 2025-01-01\nto = 2025-06-30",
        ["[windows.recent]: holds no weeks", "Widen it"],
    ),
    "a past within burn-in": (
        "from = 2017-01-02\nto = 2019-12-31", "from = 2017-01-02\nto = 2017-12-31",
        ["[windows.before_2020]: holds no weeks", "after burn-in"],
    ),
    "a now of four days": (
        "from = 2025-08-25", "from = 2025-09-25", ["[windows.now]: holds no whole week", "Widen it"]
    ),
    "a now that ends too early": ("to = 2025-09-28", "to = 2025-09-21", ["[windows.now], to", "end"]),
    "a now within burn-in": ("burn_in = 52", "burn_in = 455", ["[windows.now], from", "after burn-in"]),
    "no past": ("[windows.recent]", "[windows.past]", ["[windows.past]", "Call it before"]),
    "a weight of nothing": (
        'to = 2019-12-31\nweight = 1', "to = 2019-12-31\nweight = 0", ["before_2020], weight: 0 is not above 0"]
    ),
    "an unknown lever": ("[levers.market]", "[levers.markt]", ["[levers.markt]", "Nearest known: market"]),
    "a lever value outside its limits": (
        "since = 2024-05-01, value = 0.50", "since = 2024-05-01, value = 50",
        ["[levers.crackdown], change 4, value: 50", "at most 1"],
    ),
    "a lever value below its limits": (
        "over = 26, value = 0.70", "over = 26, value = -0.70", ["[levers.market], change 2, value: -0.7"]
    ),
    "a lever that is never known": (
        "over = 26, value = 0.70", "over = 26, value = nan", ["[levers.market], change 2, value: nan"]
    ),
    "a change dated in quotes": (
        "since = 2024-05-01", 'since = "2024-05-01"', ["change 4, since", "without quotes"]
    ),
    "changes out of order": ("since = 2024-05-01", "since = 2021-05-01", ["[levers.crackdown]", "Sort them"]),
    "a change without a source": (
        'source = "ordinary oversight", ', "", ["[levers.crackdown], change 1, source", "Add it"]
    ),
    "an unknown basis": (
        'oversight", basis = "assumed"', 'oversight", basis = "guessed"', ["change 1, basis", '"guessed"']
    ),
    "a ramp of days": (
        "over = 8, value = 0.10", "over = 8.5, value = 0.10", ["[levers.private_trade], change 2, over: 8.5"]
    ),
    "a day that is no day": ('["03-01", 1.00]', '["02-30", 1.00]', ["[levers.season], yearly", '"02-30"']),
    "a year out of order": ('["03-01", 1.00]', '["10-26", 1.00]', ["[levers.season], yearly", "Sort them"]),
    "a value that no prior draws": (
        'value = "market_now"', 'value = "market_then"', ["change 5, value", "Nearest known: market_now"]
    ),
    "a prior out of order": ("q90 = 80_000", "q90 = 8_000", ["[priors.penalty]", "rising order"]),
    "a share beyond 1 as a prior": ("q10 = 0.50\nq90 = 0.95", "q10 = 0.50\nq90 = 1.95", ["0 and 1"]),
    "a log of nothing": ("q10 = 10_000\n", "q10 = 0\n", ["[priors.penalty]", "family normal"]),
    "an unknown family": (
        '[priors.penalty]\nfamily = "lognormal"', '[priors.penalty]\nfamily = "gamma"',
        ["[priors.penalty], family", '"gamma"', "Known: "],
    ),
    "a dial outside its limits": (
        "median = 0.19\nq10 = 0.05\nq90 = 0.30", "median = 0.19\nq10 = 0.05\nq90 = 1.30",
        ["[priors.charge_complaint]: 1.3 is outside its limits", "at most 1"],
    ),
    "a lever drawn outside its limits": (
        'family = "logitnormal"\nmedian = 0.85\nq10 = 0.50\nq90 = 0.95',
        'family = "normal"\nmedian = 0.85\nq10 = 0.50\nq90 = 1.95',
        ["[levers.crackdown], change 5", "the prior crackdown_now leaves the lever's limits: 1.95"],
    ),
    "a dial named nowhere": (PENALTY, "[priors.penlty]", ["[priors.penlty]", "neither a dial", "Nearest known: penalty"]),
    "a twenty-first dial": (PENALTY, MANY, ["21 priors", "at most 20"]),
    "a prior under a lever's name": (PENALTY, "[priors.crackdown]", ["a lever has this name", "crackdown_now"]),
    "a fixed dial that is none": ("[time]\n", "[rules]\npenlty = 3\n[time]\n", ["[rules]", "penalty"]),
    "a fixed dial outside its limits": (
        "[time]\n", "[rules]\ntheta = 2.0\n[time]\n", ["[rules], theta: 2 is outside its limits", "at most 1"]
    ),
    "a dial both fixed and fitted": (
        "[time]\n", "[rules]\nneed = 400\n[time]\n", ["[rules], need", "[priors.need]", "Take one"]
    ),
    "a free yardstick": ("price = 2.95", "price = 0", ["yardstick 1, price: 0 is not above 0"]),
}  # fmt: skip
FEAR_ALONE = 'rules = {learning_partial = 0, learning_full = 0, rumour = 0}\nsource = "C13 alone'
ORDER = "[explanations.order_to_be_nice.levers.courtesy]"
NO_ORDER = 'value = 0.0, source = "no order'
EXPLANATIONS = {
    "an explanation that turns no dial": (
        FEAR_ALONE, FEAR_ALONE.replace("rumour", "rumor"), ["[explanations.fear], rules", '"rumor"', "Nearest known: rumour"]
    ),
    "an explanation whose dial is outside its limits": (
        FEAR_ALONE, FEAR_ALONE.replace("rumour = 0", "rumour = -1"),
        ["[explanations.fear], rules, rumour: -1 is outside its limits", "at least 0"],
    ),
    "an explanation whose dial is true": (
        FEAR_ALONE, FEAR_ALONE.replace("rumour = 0", "rumour = true"),
        ["[explanations.fear], rules, rumour: true is not a number"],
    ),
    "an explanation that moves no lever": (
        ORDER, ORDER.replace("courtesy", "curtesy"),
        ["[explanations.order_to_be_nice.levers.curtesy]", "no such lever", "Nearest known: courtesy"],
    ),
    "an explanation whose lever is outside its limits": (
        NO_ORDER, NO_ORDER.replace("0.0", "7"),
        ["[explanations.order_to_be_nice.levers.courtesy], change 1, value: 7 is outside its limits", "at most 1"],
    ),
    "an explanation whose lever no prior draws": (
        'value = "courtesy_now"', 'value = "courtesy_then"',
        ["[explanations.order_to_be_nice.levers.courtesy], change 2, value", "Nearest known: courtesy_now"],
    ),
    "an explanation whose dial no prior draws": (
        'leverage = "leverage_lost"', 'leverage = "leverage_gone"',
        ["[explanations.leverage_lost], rules, leverage", '"leverage_gone"', "Nearest known: leverage_lost"],
    ),
    "an explanation whose dial is drawn by the prior of another dial": (
        'leverage = "leverage_lost"', 'leverage = "penalty"',
        ["[explanations.leverage_lost], rules, leverage", '"penalty"', "Known: "],
    ),
    "an explanation whose prior leaves the limits of its dial": (
        FEAR_ALONE, FEAR_ALONE.replace("rumour = 0", 'theta = "contacts_now"'),
        ["[explanations.fear], rules, theta: the prior contacts_now leaves the dial's limits: 1.2 is outside", "at most 1"],
    ),
    "an explanation that says nothing": (
        'says = "officers fear punishment as crackdowns intensify"\n', "", ["[explanations.fear], says", "is missing. Add it"]
    ),
    "an explanation with a misspelt key": (
        'source = "C12 alone"', 'sources = "C12 alone"',
        ["[explanations.poorer_payers]", '"sources"', "Nearest known: source"],
    ),
    "an explanation that is a number": (
        "[explanations.both]\n", "[explanations]\nnone = 3\n[explanations.both]\n",
        ["[explanations.none]: 3 is not a table", "Write says = ..."],
    ),
    "rules of an explanation that are a number": (
        FEAR_ALONE, 'rules = 0\nsource = "C13 alone', ["[explanations.fear], rules: 0 is not a table", "Write "]
    ),
}  # fmt: skip
TRADE = 'levers = ["private_trade", "reopening_expected"]'
CAUSES = {
    "a cause of a lever that is none": (
        TRADE, TRADE.replace("private_trade", "privat_trade"),
        ["[causes.trade], levers: there is no lever privat_trade", "Nearest known: private_trade"],
    ),
    "a lever in two causes": (
        TRADE, TRADE.replace("reopening_expected", "market"), ["[causes]: market stands in two causes", "Leave it in one"]
    ),
    "a cause without levers": (TRADE, "levers = []", ["[causes.trade], levers: names no lever", "Write "]),
    "a cause whose levers are no list": (
        TRADE, 'levers = "private_trade"', ["[causes.trade], levers", "is not a list", "square brackets"]
    ),
    "a fifth cause": (
        "[causes.trade]\n", '[causes.season]\nsays = "winter comes"\nlevers = ["season"]\n\n[causes.trade]\n',
        ["[causes]: 5 causes", "at most 4"],
    ),
    "a cause that says nothing": (
        '[causes.trade]\nsays = "private trade is nearly at a standstill"\n', "[causes.trade]\n",
        ["[causes.trade], says", "is missing. Add it"],
    ),
    "a cause that is text": (
        f'[causes.trade]\nsays = "private trade is nearly at a standstill"\n{TRADE}\n', '[causes]\ntrade = "less"\n',
        ['[causes.trade]: "less" is not a table', "Write says"],
    ),
}  # fmt: skip
RECORDS = {
    "an unknown code": ("SD036,pattern", "SD036,patern", ["row 2, record_type", "Nearest known: pattern"]),
    "two records of one id": ("SD039,", "SD036,", ["row 3, id", "already the id of row 2"]),
    "a column finer than allowed": ("amount_band,", "pretext,", ["row 1", "pretext", "finer than a record may carry"]),
}  # fmt: skip
STATEMENTS = {
    "a share above 1": ("value = [0.50, 0.95]", "value = [0.50, 9.5]", ['"coercive-then", value', "share above 1"]),
    "an unknown word": (WORD, 'value = "mostyl"\nrecords', ['"above-500-then", value', "mostly"]),
    "an unknown measure": (
        'measure = "share_hardship"', 'measure = "share_hardshp"', ['"hardship-now", measure', "Nearest known: share_hardship"]
    ),
    "an unknown window": (
        'window = "before_2020"', 'window = "before_2021"', ['"survey-ceiling", window', "before_2020"]
    ),
    "a record that is not there": ('"SD097"', '"SD098"', ['"survey-ceiling", records', '"SD098"']),
    "a statement given twice": ('id = "gentle-now"', 'id = "one-visit"', ['"one-visit", id', "twice"]),
    "a share without its sum": (
        'threshold = 500\nwindow = "past"', 'window = "past"', ['"above-500-then", threshold', "needs one"]
    ),
    "a sum without its share": (
        'measure = "share_hardship"', 'measure = "share_hardship"\nthreshold = 500', ["has none"]
    ),
    "a direction of now": (
        'measure = "fear"\nwindow = "change"', 'measure = "fear"\nwindow = "now"', ['"because-fear", window']
    ),
    "a ratio of now": (
        'kind = "interval"\nvalue = [0.0, 2.0]', 'kind = "ratio"\nvalue = [0.5, 2.0]', ['"no-rations", window', "a ratio"]
    ),
    "a ratio that is no multiple": (
        'kind = "direction"\nvalue = "down"', 'kind = "ratio"\nvalue = [-0.2, 2.0]',
        ['"because-poorer", value', "is not above 0"],
    ),
    "another currency than the case's": (
        'currency = "CNY"', 'currency = "USD"', ['"one-visit", value, currency', "Write CNY"]
    ),
    "an ordering over a share that needs a sum": (
        'kind = "event"\n' + VISIT, 'kind = "ordering"\nvalue = {over = "share_above"}\nrecords',
        ['"one-visit", value, over', "needs a threshold"],
    ),
    "a weight above 1": ("weight = 0.5", "weight = 50", ['"survey-ceiling", weight']),
}  # fmt: skip
SCENARIOS = {
    "a scenario of an unknown lever": (
        "{crackdown = 0.1}", "{crackdwn = 0.1}", ['"crackdown_lapses", levers', "Nearest known: crackdown"]
    ),
    "a scenario outside the limits": (
        "{crackdown = 0.1}", "{crackdown = 10}", ['"crackdown_lapses", levers, crackdown: 10', "at most 1"]
    ),
    "a scenario given twice": (SCENARIO, 'name = "as_now"', ['scenario "as_now": is given twice']),
    "a scenario without a name": (SCENARIO + "\n", "", ["scenario 2, name", "Add it"]),
}  # fmt: skip
CLAIMS = {
    "an unknown class": (
        'class = "future"', 'class = "futuristic"', ['claim "C20", class', "Nearest known: future"]
    ),
    "a claim given twice": ('id = "C24"', 'id = "C1"', ['claim "C1": is given twice']),
    "a switch of nothing": (CLAIM_13, "switch = {}", ['"C13", test 1, switch: names no dial or lever']),
    "a switch outside the limits": (
        CLAIM_13, "switch = {fear_up = 2.0}", ['"C13", test 1, switch, fear_up: 2 is outside']
    ),
    "a switch that is no dial": (
        CLAIM_13, "switch = {fear_upp = 0.0}", ['"C13", test 1, switch', "Nearest known: fear_up"]
    ),
    "an interaction with nothing": ("given = {provision = 380.0}\n", "", ['"C19", test 1, given']),
    "a cause the case does not name": (
        'measure = "mean_amount"\nwindow = "change"\nvalue = ["incomes", "crackdown"]',
        'measure = "mean_amount"\nwindow = "change"\nvalue = ["income", "crackdown"]',
        ['"C3", test 1, value: "income"', "Nearest known: incomes"],
    ),
    "no cause at all": (
        'measure = "mean_amount"\nwindow = "change"\nvalue = ["incomes", "crackdown"]',
        'measure = "mean_amount"\nwindow = "change"\nvalue = []', ['"C3", test 1, value: names no cause'],
    ),
    "a cause of what is not attributed": (
        'measure = "mean_amount"\nwindow = "change"\nvalue = ["incomes', 'measure = "fear"\nwindow = "change"\nvalue = ["incomes',
        ['"C3", test 1, measure: fear is not attributed', "Known: mean_amount"],
    ),
    "a cause of now": (
        'measure = "mean_amount"\nwindow = "change"\nvalue = ["incomes',
        'measure = "mean_amount"\nwindow = "now"\nvalue = ["incomes',
        ['"C3", test 1, window: what a cause did', 'Write "change"'],
    ),
    "an explanation the case does not name": (
        'value = "consideration"', 'value = "considerate"', ['"C22", test 1, value: "considerate"', "consideration"]
    ),
    "an event of no one window": (
        f'window = "now"\nvalue = {AN_EVENT}', f'window = "past"\nvalue = {AN_EVENT}', ['"C10", test 1, window']
    ),
}  # fmt: skip

MISTAKES = {
    f"{what} in {file}": (file, *mistake)
    for file, mistakes in {
        "case.toml": CASE | EXPLANATIONS | CAUSES,
        "records.csv": RECORDS,
        "statements.toml": STATEMENTS,
        "scenarios.toml": SCENARIOS,
        "claims.toml": CLAIMS,
    }.items()
    for what, mistake in mistakes.items()
}
