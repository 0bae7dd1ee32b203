/** The result as DOM. Words of people only ever go through `textContent`. */
import { diff } from "/web/diff.js";
import { actor, byline, change, count, force, judged, kind, plain, severity } from "/web/words.js";

export const $ = (id) => document.getElementById(id);

/** Say something to those who listen to the page. */
export function announce(text) {
  $("announce").textContent = "";
  // Emptied first, so that the same sentence twice in a row is read twice.
  setTimeout(() => ($("announce").textContent = text), 60);
}

/** An element with a class and children; a string child becomes a text node. */
export function make(tag, name = "", ...children) {
  const node = document.createElement(tag);
  if (name) node.className = name;
  node.append(...children.filter((child) => child !== null && child !== undefined && child !== ""));
  return node;
}

/** Somebody's words: they keep their own direction, and break where they must. */
const words = (tag, name, text) => {
  const node = make(tag, name, text);
  node.dir = "auto";
  return node;
};
const quote = (text) => words("q", "quote", text);
const sr = (text) => make("span", "sr", text);

function chip(id, place, act) {
  const known = act !== undefined;
  const node = make(known ? "button" : "span", "chip", id);
  if (known) {
    node.type = "button";
    node.dataset.source = id;
    node.setAttribute("aria-label", place ? `${id}, show it in your draft: ${place.text}` : `${id}, show it`);
    node.addEventListener("click", () => act(id));
  }
  return node;
}

/** Build a fold's inside once, when it is first open: a long reply then costs nothing unseen. */
function lazily(fold, build) {
  let built = false;
  const open = () => {
    if (!fold.open || built) return;
    built = true;
    build();
  };
  fold.ontoggle = open;
  if (fold.open) setTimeout(open, 0);
}

/** Code-point offsets of the contract, checked against the quote they came with. */
const stands = (text, span) => [...text].slice(span.start, span.end).join("") === span.quote;

function showReply(result) {
  const box = $("reply");
  box.replaceChildren();
  let at = 0;
  result.sentences.forEach((sentence, index) => {
    const start = sentence.text ? result.reply.indexOf(sentence.text, at) : -1;
    if (start < 0) return;
    box.append(result.reply.slice(at, start));
    const span = make("span", "said", sentence.text);
    span.dataset.index = index;
    box.append(span);
    at = start + sentence.text.length;
  });
  box.append(result.reply.slice(at));
}

function showCare({ care_notes: notes, questions }) {
  $("care").hidden = notes.length + questions.length === 0;
  $("care-list").replaceChildren(
    ...notes.map((note) => words("li", "note", note)),
    ...questions.map((question) => {
      const item = words("li", "question", question);
      item.prepend(sr("Question: "));
      return item;
    }),
  );
}

/** No reply leaves with a blocking finding unless the verdict says so: the others were mended. */
const wasStopped = (result) => (one) => one.severity === "block" && result.verdict !== "block";

function showFindings(name, result, findings) {
  $(name).hidden = findings.length === 0;
  $(`${name}-list`).replaceChildren(
    ...findings.map((one) => {
      const item = make("li", `finding ${["block", "review", "note"].includes(one.severity) ? one.severity : "note"}`);
      item.append(
        make("p", "finding-head", make("span", "tag", name === "stopped" ? "Stopped" : severity(one.severity)), make("span", "aside", [one.guardrail, ...(one.also ?? [])].map(plain).join(", "))),
        words("p", "finding-text", one.message),
      );
      const sides = make("dl", "sides");
      const side = (name, span) => span && sides.append(make("div", "", make("dt", "", name), make("dd", "", quote(span.quote))));
      side("Your draft", one.draft);
      side(name === "stopped" || !one.reply || !stands(result.reply, one.reply) ? "The model’s answer" : "The reply", one.reply);
      if (sides.children.length) item.append(sides);
      return item;
    }),
  );
}

function showDropped({ dropped }, place, act) {
  $("dropped").hidden = dropped.length === 0;
  $("dropped-list").replaceChildren(
    ...dropped.map((one) =>
      make("li", "left-out", chip(one.id, place.get(one.id), place.has(one.id) ? act : undefined), make("div", "", words("s", "left-text", one.text), words("p", "why", one.why))),
    ),
  );
}

function showChanges(draft, result) {
  const fold = $("changes");
  fold.hidden = draft === result.reply;
  $("changes-note").textContent = "";
  $("diff").replaceChildren();
  lazily(fold, () => {
    const { parts, added, removed, whole } = diff(draft, result.reply);
    $("changes-note").textContent = added + removed ? `${count(added, "word", "words").toLowerCase()} in, ${removed === 1 ? "one" : removed} out` : "nothing";
    $("diff").replaceChildren(
      ...(whole ? [make("p", "hint", "Part of this is too long to compare word by word, and is shown as replaced.")] : []),
      ...parts.map(({ what, text }, at) => {
        if (what === "same") return make("span", "", text);
        // Two line ends, one struck out and one added, would tear a hole into the text.
        const shown = what === "del" && parts[at + 1]?.what === "ins" ? text.replace(/\s+$/u, "") : text;
        const bare = shown.replace(/\s+$/u, "");
        const node = make(what, "", sr(what === "del" ? "[removed: " : "[added: "), bare, sr("]"));
        const piece = make("span", "", node, shown.slice(bare.length) || (shown === text ? "" : " "));
        return piece;
      }),
    );
  });
}

function showSources(result, place, act, known) {
  const { sentences } = result;
  const fold = $("sources");
  fold.hidden = sentences.length === 0;
  const kept = sentences.filter((one) => one.kind === "kept").length;
  $("sources-note").textContent = `${count(sentences.length, "sentence", "sentences").toLowerCase()}${kept ? `, ${kept} kept as written` : ""}`;
  $("sources-list").replaceChildren();
  lazily(fold, () => {
    $("sources-list").replaceChildren(
      ...sentences.map((one, index) => {
        const item = make("li", "sentence");
        item.dataset.index = index;
        const label = make("p", "kind", make("span", `kind-name ${one.kind === "restored" ? "back" : ""}`, kind(one.kind)), one.why ? " · " : "", one.why ? words("span", "why", one.why) : "");
        const from = make("div", "from");
        for (const id of one.from) {
          const found = place.get(id) ?? known(id);
          const mark = chip(id, found, found ? act : undefined);
          // The same words twice tell nothing: a sentence that was kept shows only its number.
          if (one.from.length === 1 && found?.text === one.text) label.prepend(mark, " ");
          else from.append(make("p", "source", mark, found ? words("span", "source-text", found.text) : ""));
        }
        item.append(words("p", "sentence-text", one.text), label, ...(from.children.length ? [from] : []));
        return item;
      }),
    );
  });
}

const COLUMNS = ["Act", "Who", "Strength", "Condition", "Figures", "Your draft → the reply", "Change"];

function ledgerRow(one) {
  const row = make("tr", `row ${one.change}`);
  row.setAttribute("role", "row");
  const cell = (at, ...children) => {
    const filled = children.some((child) => child !== null && child !== undefined && child !== "");
    const node = make(at === 0 ? "th" : "td", filled ? "" : "none", ...(filled ? children : [make("span", "sr", "none")]));
    node.setAttribute("role", at === 0 ? "rowheader" : "cell");
    if (at === 0) node.scope = "row";
    node.dataset.label = COLUMNS[at];
    row.append(node);
  };
  const side = (span, missing) => (span ? quote(span.quote) : make("em", "missing", missing));
  cell(0, plain(one.act));
  cell(1, actor(one.actor));
  cell(2, force(one));
  cell(3, one.condition ? words("span", "", one.condition) : "");
  cell(4, one.figures.length ? words("span", "", one.figures.join(", ")) : "");
  cell(5, make("div", "pair", make("p", "", sr("Your draft: "), side(one.draft, "not in your draft")), make("p", "to", sr("The reply: "), side(one.reply, "not in the reply"))));
  cell(6, make("span", "tag", change(one.change)));
  return row;
}

function showLedger({ commitments }) {
  const fold = $("ledger");
  fold.hidden = commitments.length === 0;
  const off = commitments.filter((one) => one.change !== "same");
  const loud = off.filter((one) => ["lost", "stronger", "new"].includes(one.change));
  $("ledger-note").textContent = off.length
    ? [commitments.length, ...new Set(off.map((one) => one.change))].map((what, at) => (at ? `${off.filter((one) => one.change === what).length} ${change(what).toLowerCase()}` : what)).join(", ")
    : `${commitments.length === 1 ? "one" : commitments.length}, ${commitments.length === 1 ? "kept" : "all kept"}`;
  if (loud.length) fold.open = true;
  const table = make("table", "ledger");
  table.setAttribute("role", "table");
  table.setAttribute("aria-label", "Promises, refusals, conditions and dates");
  const head = make("tr");
  head.setAttribute("role", "row");
  for (const name of COLUMNS) {
    const cell = make("th", "", name);
    cell.scope = "col";
    cell.setAttribute("role", "columnheader");
    head.append(cell);
  }
  const groups = [make("thead", "", head), make("tbody", "", ...commitments.map(ledgerRow))];
  for (const group of groups) group.setAttribute("role", "rowgroup");
  table.append(...groups);
  $("ledger-body").replaceChildren(table);
}

function showAbout(result) {
  const total = typeof result.timing_ms === "number" ? result.timing_ms : result.timing_ms?.total;
  const tokens = result.usage ? (result.usage.prompt_tokens ?? 0) + (result.usage.completion_tokens ?? 0) : 0;
  $("about").textContent = [
    result.prompt ? `Prompt ${result.prompt.name} ${result.prompt.version}` : "",
    result.guardrails?.version ? `guardrails ${result.guardrails.version}` : "",
    tokens ? `${tokens} tokens` : "",
    Number.isFinite(total) ? (total < 1000 ? `${Math.max(1, Math.round(total))} ms` : `${(total / 1000).toFixed(1)} s`) : "",
    result.id ? `id ${result.id}` : "",
  ]
    .filter(Boolean)
    .join(" · ");
}

/** The contract says every field is there; a field that is not becomes empty, not an error. */
function whole(answer) {
  const list = (value) => (Array.isArray(value) ? value : []);
  return {
    ...answer,
    sentences: list(answer.sentences).map((one) => ({ ...one, text: String(one.text ?? ""), from: list(one.from).map(String) })),
    dropped: list(answer.dropped),
    findings: list(answer.findings),
    commitments: list(answer.commitments).map((one) => ({ ...one, figures: list(one.figures) })),
    care_notes: list(answer.care_notes),
    questions: list(answer.questions),
  };
}

/** Show one answer. `locate` finds the draft's sentences, `known` a fact's or the customer's. */
export function show(answer, draft, { locate, known, act }) {
  const result = whole(answer);
  const place = locate(draft, result);
  const stopped = result.findings.filter(wasStopped(result));
  const open = result.findings.filter((one) => !stopped.includes(one));
  const [badge, sentence] = judged(result.verdict, open.length);
  $("verdict").textContent = badge;
  $("verdict").className = `verdict ${["pass", "review", "block", "unverified"].includes(result.verdict) ? result.verdict : "unverified"}`;
  $("byline").textContent = `${byline(result)} ${sentence}`.trim();
  showReply(result);
  showCare(result);
  showFindings("findings", result, open);
  showFindings("stopped", result, stopped);
  showDropped(result, place, act);
  showChanges(draft, result);
  showSources(result, place, act, known);
  showLedger(result);
  showAbout(result);
  const care = result.care_notes.length + result.questions.length;
  const said = `Reply ready. ${byline(result)} ${sentence}${care ? ` ${count(care, "note", "notes")} for you before you send.` : ""}`;
  return { result, place, said };
}
