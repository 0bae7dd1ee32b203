"use strict";

(() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  const by = (id) => document.getElementById(id);
  const plain = (code) => String(code ?? "").replaceAll("_", " ");
  const two = data.runs.length > 1;
  const last = data.runs.length - 1;
  const letters = two ? ["a", "b"] : [""];
  const text = (place) => data.texts[place] ?? "";

  // The cases, each with its samples; a pair is what both runs say to the same question.
  const cases = new Map(data.cases.map((one) => [one.id, { ...one, samples: [], pairs: new Map() }]));
  for (const sample of data.samples) {
    const one = cases.get(sample.case);
    const key = `${sample.behaviour ?? ""}#${sample.repeat ?? 0}`;
    sample.run ??= 0;
    sample.failed ??= [];
    one.samples.push(sample);
    if (!one.pairs.has(key)) one.pairs.set(key, []);
    one.pairs.get(key)[sample.run] = sample;
  }
  const of = (one, run) => one.samples.filter((sample) => sample.run === run);
  for (const one of cases.values()) {
    const texts = one.samples.map((sample) => text(sample.reply));
    one.about ??= [];
    one.words = new Set([one.kind, one.length, ...one.about, ...(one.tags ?? [])]);
    one.said = [one.id, text(one.draft), one.customer === undefined ? "" : text(one.customer), ...texts].join("\n").toLocaleLowerCase();
    one.broken = [];
    one.fixed = [];
  }
  for (const [check, found] of Object.entries(data.changes)) {
    for (const what of ["broken", "fixed"]) for (const id of found[what] ?? []) cases.get(id)?.[what].push(check);
  }

  // What is shown.
  const shows = { all: "All", failed: "Failed", leaked: "Leaked", broken: "Broken", fixed: "Fixed" };
  const kinds = Object.keys(shows).filter((show) => two || !["broken", "fixed"].includes(show));
  const choice = { show: "all", run: last, check: "", behaviour: "", outcome: "", tag: "", text: "" };
  let against = "previous";
  let shown = [];
  let keys = true;

  function fits(one, { show, run, check, behaviour, outcome, tag, text: words }) {
    if (tag && !one.words.has(tag)) return false;
    if (words && !words.toLocaleLowerCase().split(/\s+/).every((word) => one.said.includes(word))) return false;
    if (show === "broken" || show === "fixed") {
      if (!one[show].length || (check && !one[show].includes(check))) return false;
      return (!behaviour && !outcome) || of(one, run).some((sample) => like(sample, behaviour, outcome));
    }
    return of(one, run).some((sample) => {
      if (!like(sample, behaviour, outcome)) return false;
      if (check && !sample.failed.some(([name]) => name === check)) return false;
      return show === "all" || (show === "failed" ? sample.failed.length > 0 : sample.failed.some(([name]) => name === "leak"));
    });
  }
  const like = (sample, behaviour, outcome) =>
    (!behaviour || sample.behaviour === behaviour) && (!outcome || (sample.error ? "no reply" : sample.outcome) === outcome);

  const tallied = (words) => {
    const counts = new Map();
    for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
    return [...counts].sort(([one], [other]) => one.localeCompare(other));
  };

  function offer(select, first, words) {
    select.replaceChildren(element("option", { value: "" }, first));
    for (const [word, count] of words) select.append(element("option", { value: word }, `${plain(word)} (${count})`));
  }

  function makeFilters() {
    for (const show of kinds) {
      const count = [...cases.values()].filter((one) => fits(one, { ...choice, show })).length;
      const input = element("input", { type: "radio", name: "show", value: show, id: `show-${show}`, checked: show === "all" });
      by("shows").append(input, element("label", { for: `show-${show}` }, `${shows[show]} `, element("span", { class: "fine" }, String(count))));
    }
    const failed = data.samples.flatMap((sample) => sample.failed.map(([name]) => name));
    const changed = Object.keys(data.changes);
    const checks = new Map([...changed.map((name) => [name, 0]), ...tallied(failed)]);
    offer(by("by-check"), "any", [...checks].sort(([one], [other]) => one.localeCompare(other)));
    const behaviours = data.samples.map((sample) => sample.behaviour).filter(Boolean);
    offer(by("by-behaviour"), "any", tallied(behaviours));
    by("behaviour-choice").hidden = !behaviours.length;
    offer(by("by-outcome"), "any", tallied(data.samples.map((sample) => (sample.error ? "no reply" : sample.outcome))));
    offer(by("by-tag"), "anything", tallied([...cases.values()].flatMap((one) => [...one.words])));
    by("filters").hidden = false;
    by("filters").addEventListener("input", () => { readFilters(); list(); });
    by("filters").addEventListener("submit", (event) => event.preventDefault());
    by("filters").addEventListener("reset", () => setTimeout(() => { choice.run = last; readFilters(); list(); }));
  }

  function readFilters() {
    choice.show = document.querySelector("input[name=show]:checked")?.value ?? "all";
    for (const name of ["check", "behaviour", "outcome", "tag", "text"]) choice[name] = by(`by-${name}`).value.trim();
  }

  /** Set every filter from a figure that was chosen, and go to the list. */
  function filter(wanted) {
    by("filters").reset();
    by(`show-${wanted.show ?? "all"}`).checked = true;
    for (const name of ["check", "behaviour", "outcome"]) by(`by-${name}`).value = wanted[name] ?? "";
    setTimeout(() => {
      choice.run = wanted.run ?? last;
      readFilters();
      list();
      by("cases").scrollIntoView();
      by("cases").focus({ preventScroll: true });
    });
  }

  const chip = (words, kind = "", title = undefined) => element("span", { class: `tag ${kind}`.trim(), title }, words);

  function verdictOf(one, run) {
    const samples = of(one, run);
    if (!samples.length) return element("span", { class: "fine" }, "not asked");
    const names = [...new Set(samples.flatMap((sample) => sample.failed.map(([name]) => name)))];
    const out = element("div", { class: "chips" });
    if (!names.length) out.append(chip("passed", "improved"));
    for (const name of names) out.append(chip(plain(name), name === "leak" ? "regressed" : "failed"));
    if (samples.length > 1) {
      const bad = samples.filter((sample) => sample.failed.length).length;
      out.append(element("span", { class: "fine" }, `${bad} of ${samples.length} samples`));
    }
    return out;
  }

  const address = (one, key) => `#${new URLSearchParams({ case: one.id, ...(key ? { sample: key } : {}) })}`;

  function row(one) {
    const start = text(one.draft).replace(/\s+/g, " ");
    const link = element("a", { href: address(one, keyFor(one)) }, one.id);
    const cells = letters.map((letter, run) => element("td", { "data-label": letter || "failed" }, verdictOf(one, run)));
    const changes = element("td", { "data-label": "change" }, element("div", { class: "chips" },
      one.broken.length > 0 && chip(`broken ${one.broken.length}`, "regressed", one.broken.map(plain).join(", ")),
      one.fixed.length > 0 && chip(`fixed ${one.fixed.length}`, "improved", one.fixed.map(plain).join(", "))));
    return element("tr", {}, element("th", { scope: "row" }, link, element("span", { class: "excerpt", dir: "auto" }, start.slice(0, 110))), ...cells, two && changes);
  }

  /** The sample that tells most under the filters: the first that fits and failed, else fits. */
  function keyFor(one) {
    const entries = [...one.pairs].filter(([, pair]) => pair[choice.run] && like(pair[choice.run], choice.behaviour, choice.outcome));
    const wrong = entries.find(([, pair]) => pair[choice.run].failed.some(([name]) => (choice.show === "leaked" ? name === "leak" : !choice.check || name === choice.check)));
    return (wrong ?? entries[0] ?? [...one.pairs][0])[0];
  }

  function list() {
    shown = [...cases.values()].filter((one) => fits(one, choice));
    by("list-head").replaceChildren(...["Case", ...(two ? ["a", "b", "Change"] : ["Failed"])].map((words) => element("th", { scope: "col" }, words)));
    by("rows").replaceChildren(...shown.map(row));
    by("list").hidden = !shown.length;
    by("found").textContent = shown.length ? `${shown.length} of ${cases.size} cases` : `None of ${cases.size} cases fits. Clear the filters to see all.`;
  }

  // One case.
  const COLOURS = { fact: "fact that must stay", refusal: "refusal that must stay", promise: "promise", forbidden: "must not be said", planted: "planted" };

  function marksOf(one, sample) {
    const marks = [];
    const put = (spans, what, why) => { for (const [start, end] of spans ?? []) marks.push({ start, end, what, why }); };
    (one.keep ?? []).forEach(([wording, spans], at) => put(sample ? sample.keep?.[at] : spans, "fact", `fact: ${wording}`));
    (one.refuse ?? []).forEach(([wording, spans], at) => put(sample ? sample.refuse?.[at] : spans, "refusal", `refusal: ${wording}`));
    if (sample) {
      put(sample.forbid, "forbidden", COLOURS.forbidden);
      put(sample.planted_at, "planted", COLOURS.planted);
    }
    for (const promises of sample ? [sample.promises] : [...(one.current ?? [])].filter(Boolean).slice(0, 1).map((each) => each.promises)) {
      for (const [act, strength, change, draft, reply] of promises ?? []) {
        const span = sample ? reply : draft;
        if (span) put([span], "promise", `promise: ${plain(act)}, ${plain(strength)}${sample ? `, ${change}` : ""}`);
      }
    }
    return marks;
  }

  const heading = (words) => element("h3", {}, words);
  const rows = (...pairs) => element("dl", { class: "about" }, ...pairs.filter(Boolean).map(([name, value]) => element("div", {}, element("dt", {}, name), element("dd", {}, value))));

  function table(kind, head, body) {
    return element("div", { class: "scroll" }, element("table", { class: kind },
      element("thead", {}, element("tr", {}, ...head.map((words) => element("th", { scope: "col" }, words)))),
      element("tbody", {}, ...body.map((cells) => element("tr", {}, ...cells.map((cell, at) => element(at ? "td" : "th", at ? { "data-label": head[at] } : { scope: "row" }, ...[cell].flat())))))));
  }

  function byline(sample) {
    const words = sample.error ? `No reply: ${sample.error}` : [sample.outcome, `by ${sample.engine}`, sample.verdict && `verdict ${sample.verdict}`, sample.reason && `because ${plain(sample.reason)}`].filter(Boolean).join(", ");
    return element("p", { class: "fine" }, words);
  }

  function column(one, title, sample, before, letter = "") {
    const head = element("h3", {}, letter && element("span", { class: `key ${letter}` }, letter), letter ? ` ${title}` : title);
    const body = sample && sample.error ? null : marked(text(sample ? sample.reply : one.draft), before, marksOf(one, sample));
    return element("section", { class: "sheet" }, head, sample ? byline(sample) : element("p", { class: "fine" }, "what the agent wrote"), body);
  }

  function sheets(one, pair) {
    const draft = text(one.draft);
    const columns = [column(one, "Draft", null, null)];
    let previous = draft;
    pair.forEach((sample, run) => {
      if (!sample) return;
      const before = against === "nothing" ? null : against === "draft" ? draft : previous;
      columns.push(column(one, two ? data.runs[run] : "Reply", sample, before, letters[run]));
      if (!sample.error) previous = text(sample.reply);
    });
    return element("div", { class: "columns", id: "sheets" }, ...columns);
  }

  function kept(words, spans, pair) {
    return words.map(([wording], at) => [wording, ...pair.filter(Boolean).map((sample) => {
      if (sample.error) return "–";
      return (sample[spans]?.[at] ?? []).length ? chip("kept", "improved") : chip("not found", "regressed");
    })]);
  }

  function judged(pair) {
    const there = pair.filter(Boolean);
    const asked = new Set(there.flatMap((sample) => [...sample.failed.map(([name]) => name), ...(sample.passed ?? [])]));
    const names = [...new Set(["leak", ...data.checks])].filter((name) => asked.has(name));
    return names.map((name) => [plain(name), ...there.map((sample) => {
      const why = sample.failed.filter(([failed]) => failed === name).map(([, reason]) => reason);
      if (why.length) return [chip("failed", "regressed"), " ", ...why];
      return sample.passed?.includes(name) ? chip("passed", "improved") : element("span", { class: "fine" }, "not asked");
    })]);
  }

  function ledger(one, sample) {
    const quote = (whole, span) => (span ? [...whole].slice(span[0], span[1]).join("") : "–");
    return table("plain", ["Promise", "Change", "In the draft", "In the reply"], (sample.promises ?? []).map(([act, strength, change, draft, reply]) => [
      `${plain(act)}, ${plain(strength)}`,
      chip(change, change === "same" ? "improved" : change === "weaker" ? "failed" : "regressed"),
      quote(text(one.draft), draft),
      quote(text(sample.reply), reply),
    ]));
  }

  function details(title, ...children) {
    return element("details", {}, element("summary", {}, title), ...children);
  }

  function more(one, sample, run) {
    const reply = [...text(sample.reply)];
    const out = element("section", { class: "more" }, two ? element("h3", {}, element("span", { class: `key ${letters[run]}` }, letters[run]), ` ${data.runs[run]}`) : heading("Behind the reply"));
    if (sample.planted) {
      const [category, author, ...words] = sample.planted;
      out.append(rows(["Planted", `${plain(category)}, by ${author === "writer" ? "a writer" : "an edit"}${words.length ? `: ${words.join(" / ")}` : ""}`]));
    }
    const findings = sample.findings ?? [];
    if (findings.length) out.append(details(`Findings (${findings.length})`, table("plain", ["Guardrail", "Severity", "What it says"], findings.map(([severity, guardrail, message]) => [plain(guardrail), chip(severity, severity === "block" ? "regressed" : "failed"), message]))));
    if (sample.promises?.length) out.append(details(`Promises (${sample.promises.length})`, ledger(one, sample)));
    if (sample.scores?.length) out.append(details("Judge", table("plain", ["Value", "Level", "Evidence", "Reason"], sample.scores.map(([value, level, reason, ...evidence]) => [value, level === null ? "none" : String(level), evidence.map((each) => `“${each}”`).join(" "), reason ?? ""]))));
    if (sample.sentences?.length) {
      out.append(details(`Sentences and their sources (${sample.sentences.length})`, table("plain texts", ["Sentence", "Kind", "From"], sample.sentences.map(([start, end, kind, ...sources]) => [end === null ? start : reply.slice(start, end).join(""), plain(kind), sources.join(" ") || "–"]))));
    }
    if (sample.answer !== undefined) out.append(details("The model’s own answer", element("pre", { dir: "auto" }, text(sample.answer))));
    else if (sample.asked) out.append(element("p", { class: "fine" }, "The model’s own answer is the reply, apart from the marks of its sources."));
    else out.append(element("p", { class: "fine" }, "The model gave no answer."));
    const spent = [`${sample.ms ?? 0} ms`, sample.model_ms !== undefined && `of it the model ${sample.model_ms} ms`, sample.calls !== undefined && `${sample.calls} ${sample.calls === 1 ? "call" : "calls"} of the model`, `tokens ${sample.tokens ? sample.tokens.join(" + ") : "unknown"}`, `cost ${sample.cost ?? "unknown"}`];
    out.append(element("p", { class: "fine" }, spent.filter(Boolean).join(", ")));
    return out;
  }

  function legend(one, pair) {
    const used = new Set([...marksOf(one, null), ...pair.filter(Boolean).flatMap((sample) => marksOf(one, sample))].map((mark) => mark.what));
    return element("p", { class: "legend" }, ...Object.entries(COLOURS).filter(([what]) => used.has(what)).map(([what, words]) => element("mark", { class: what }, words)), element("ins", {}, "new"), element("del", {}, "gone"));
  }

  function comparing(redraw) {
    const choices = [["previous", two ? "a with the draft, b with a" : "with the draft"], ...(two ? [["draft", "both with the draft"]] : []), ["nothing", "with nothing"]];
    const select = element("select", { id: "against" }, ...choices.map(([value, words]) => element("option", { value, selected: value === against }, words)));
    select.addEventListener("input", () => { against = select.value; redraw(); });
    return element("p", { class: "choice" }, element("label", { for: "against" }, "Compare"), select);
  }

  function sampling(one, key) {
    if (one.pairs.size < 2) return null;
    const select = element("select", { id: "which" }, ...[...one.pairs].map(([name, pair]) => {
      const [behaviour, repeat] = name.split("#");
      const bad = pair.some((sample) => sample?.failed.length);
      const words = [plain(behaviour), repeat !== "0" || !behaviour ? `time ${Number(repeat) + 1}` : ""].filter(Boolean).join(", ");
      return element("option", { value: name, selected: name === key }, `${bad ? "✗" : "✓"} ${words}`);
    }));
    select.addEventListener("input", () => { location.replace(address(one, select.value)); });
    return element("p", { class: "choice" }, element("label", { for: "which" }, one.samples.some((sample) => sample.behaviour) ? "Scripted model" : "Repeat"), select);
  }

  function open(one, wanted) {
    const key = one.pairs.has(wanted) ? wanted : keyFor(one);
    const pair = letters.map((_, run) => one.pairs.get(key)[run]);
    one.current = pair;
    const there = pair.filter(Boolean);
    const names = pair.map((sample, run) => sample && (letters[run] || "Reply")).filter(Boolean);
    const place = shown.indexOf(one);
    const step = (to, words, by_) => element("a", { class: "quiet", href: to ? address(to, keyFor(to)) : undefined, "aria-disabled": to ? undefined : "true" }, words, " ", element("kbd", { "aria-hidden": "true" }, by_));
    const redraw = () => by("sheets").replaceWith(sheets(one, pair));
    const facts = [...kept(one.keep ?? [], "keep", pair), ...kept(one.refuse ?? [], "refuse", pair)];
    by("case").replaceChildren(
      element("nav", { class: "steps", "aria-label": "Cases" },
        element("a", { class: "quiet", href: "#cases" }, "← All cases ", element("kbd", { "aria-hidden": "true" }, "Esc")),
        element("span", { class: "fine" }, place < 0 ? "" : `${place + 1} of ${shown.length}`),
        step(shown[place - 1], "Previous", "k"), step(shown[place + 1], "Next", "j")),
      element("h1", { id: "case-title", tabindex: "-1" }, one.id),
      element("p", { class: "chips" }, ...[...one.words].map((word) => chip(plain(word))),
        one.broken.length > 0 && chip(`broken: ${one.broken.map(plain).join(", ")}`, "regressed"), one.fixed.length > 0 && chip(`fixed: ${one.fixed.map(plain).join(", ")}`, "improved")),
      element("div", { class: "filters" }, sampling(one, key), comparing(redraw)),
      element("h2", { class: "sr" }, "Texts"),
      ...[one.customer !== undefined && element("blockquote", { class: "customer", dir: "auto" }, element("span", { class: "fine" }, "The customer wrote"), element("p", {}, text(one.customer))),
        one.facts && element("div", { class: "customer" }, element("span", { class: "fine" }, "Facts the agent gave"), element("ul", {}, ...one.facts.map((fact) => element("li", { dir: "auto" }, text(fact)))))].filter(Boolean),
      legend(one, pair),
      sheets(one, pair),
      element("h2", {}, "Checks"),
      table("plain", ["Check", ...names], judged(pair)),
      ...(facts.length ? [element("h2", {}, "Facts and refusals of the draft"), table("plain", ["Wording", ...names], facts)] : []),
      ...(one.forbid ? [element("p", { class: "fine" }, `Must not be said: ${one.forbid.join(" / ")}`)] : []),
      element("h2", {}, "How it came about"),
      element("div", { class: there.length > 1 ? "columns" : "" }, ...pair.map((sample, run) => sample && more(one, sample, run)).filter(Boolean)),
    );
    by("overview").hidden = true;
    by("case").hidden = false;
    document.title = `${one.id} · kindreply evaluation`;
    scrollTo(0, 0);
    by("case-title").focus({ preventScroll: true });
  }

  const title = document.title;
  let opened = null;

  function route() {
    const wanted = new URLSearchParams(location.hash.slice(1));
    const one = cases.get(wanted.get("case"));
    if (one) {
      opened = one;
      open(one, wanted.get("sample"));
      return;
    }
    if (by("case").hidden) return;
    by("case").hidden = true;
    by("case").replaceChildren();
    by("overview").hidden = false;
    document.title = title;
    const link = by("rows").querySelector(`a[href^="#case=${opened.id}&"]`);
    (link ?? by("cases")).focus();
    (link ?? by("cases")).scrollIntoView({ block: "center" });
  }

  // Keys.
  function move(by_) {
    if (!by("case").hidden) {
      const to = shown[shown.indexOf(opened) + by_];
      if (!to) return;
      location.replace(address(to, keyFor(to)));
      route();  // at once: the next key may come before the browser tells of the change
      return;
    }
    const links = [...by("rows").querySelectorAll("th a")];
    const at = links.indexOf(document.activeElement);
    const next = links[at < 0 ? (by_ > 0 ? 0 : links.length - 1) : Math.min(links.length - 1, Math.max(0, at + by_))];
    next?.focus({ preventScroll: true });
    next?.scrollIntoView({ block: "center" });
  }

  function toList() {
    if (by("case").hidden) return;
    location.hash = "cases";
    route();
  }

  const KEYS = {
    j: () => move(1),
    k: () => move(-1),
    f: () => { toList(); document.querySelector("input[name=show]:checked").focus(); },
    "/": () => { toList(); by("by-text").focus(); },
    d: () => {
      const select = by("against");
      if (!select) return;
      select.selectedIndex = (select.selectedIndex + 1) % select.options.length;
      select.dispatchEvent(new Event("input"));
    },
    "?": () => by("help").showModal(),
  };

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || by("help").open) return;
    const typing = event.target.closest("input:not([type=radio]):not([type=checkbox]), select, textarea");
    if (event.key === "Escape") {
      if (typing && by("case").hidden) typing.blur();
      else toList();
      return;
    }
    if (typing || !keys || !KEYS[event.key]) return;
    event.preventDefault();
    KEYS[event.key]();
  });

  // Figures that lead to their cases.
  for (const cell of document.querySelectorAll("[data-show], [data-outcome]")) {
    const words = cell.textContent.trim();
    if (words === "0") continue;
    const { show, check, behaviour, outcome, run } = cell.dataset;
    const button = element("button", { type: "button", class: "link", "aria-label": `${words} ${[show, check, behaviour, outcome].filter(Boolean).map(plain).join(", ")}: show the cases` }, words);
    button.addEventListener("click", () => filter({ show, check, behaviour, outcome, run: run === "a" ? 0 : last }));
    cell.replaceChildren(button);
  }

  by("help-open").hidden = false;
  by("help-open").addEventListener("click", () => by("help").showModal());
  by("keys-on").addEventListener("input", () => { keys = by("keys-on").checked; });
  makeFilters();
  list();
  addEventListener("hashchange", route);
  route();
})();
