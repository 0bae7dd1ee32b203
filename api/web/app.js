/** The page: one form, one reply. Nothing of any text is stored; the form is the only memory. */
import { Trouble, rewrite } from "/web/api.js";
import { EXAMPLES } from "/web/examples.js";
import { History } from "/web/history.js";
import { $, announce, make, show } from "/web/render.js";
import { locate } from "/web/sentences.js";
import { askToLogIn, locked, startSession } from "/web/session.js";
import { trouble } from "/web/words.js";

const FIELDS = ["draft", "customer", "facts", "tone", "channel", "format"];
const VIEWS = ["empty", "busy", "trouble", "result"];
const SLOW_S = 8;

const history = new History();
let asking; // the AbortController of the request under way
let shown; // { result, place, draft, facts, customer } of the reply on the page
let ticking;
let copied;

const state = () => Object.fromEntries(FIELDS.map((name) => [name, $(name).value]));

function view(name) {
  for (const other of VIEWS) $(other).hidden = other !== name;
  $("outcome").setAttribute("aria-busy", String(name === "busy"));
}

/* The draft box grows with its words: a hidden mirror below the text area has the same words, sets
   the height for both, and is where a source is marked. */

function mirror(ids = []) {
  const { value } = $("draft");
  const marks = shown && value === shown.draft ? ids.map((id) => shown.place.get(id)).filter(Boolean) : [];
  marks.sort((one, other) => one.start - other.start);
  const nodes = [];
  let at = 0;
  for (const { start, end } of marks) {
    if (start < at) continue;
    nodes.push(value.slice(at, start), make("mark", "", value.slice(start, end)));
    at = end;
  }
  $("mirror").replaceChildren(...nodes, `${value.slice(at)}\u200b`);
}

function refresh() {
  mirror();
  $("undo").hidden = history.empty;
  $("clear").hidden = !["draft", "customer", "facts"].some((name) => $(name).value);
  $("stale").hidden = !shown || $("draft").value === shown.draft || $("draft").value === shown.result.reply;
  const extras = [$("customer").value.trim() && "message", $("facts").value.trim() && "facts"].filter(Boolean);
  $("more-note").textContent = extras.length ? extras.join(" and ") + " given" : "optional";
}

function fill(values) {
  for (const name of FIELDS) $(name).value = values[name] ?? $(name).value;
  complain("");
  refresh();
}

function change(values) {
  history.keep(state());
  fill(values);
}

function complain(text) {
  $("draft-note").textContent = text;
  if (text) $("draft").setAttribute("aria-invalid", "true");
  else $("draft").removeAttribute("aria-invalid");
}

/* Sources: hover or focus marks the draft's sentence, a click goes there. */

const factLines = (facts) => facts.split("\n").map((line) => line.trim()).filter(Boolean);

/** What `F1` or `C1` stands for: facts are lines; a customer's sentence is only pointed at. */
function known(id) {
  if (!shown) return undefined;
  if (id.startsWith("F")) {
    const text = factLines(shown.facts)[Number(id.slice(1)) - 1];
    return text && { text };
  }
  return id.startsWith("C") && shown.customer.trim() ? { text: "the customer’s message" } : undefined;
}

function goTo(id) {
  const field = id.startsWith("F") ? $("facts") : id.startsWith("C") ? $("customer") : $("draft");
  if (field !== $("draft")) $("more").open = true;
  const place = shown?.place.get(id);
  field.focus({ preventScroll: true });
  if (field === $("draft") && place && field.value === shown.draft) {
    field.setSelectionRange(place.start, place.end, "forward");
    mirror([id]);
    $("mirror").querySelector("mark")?.scrollIntoView({ block: "center" });
  } else {
    const line = id.startsWith("F") && known(id)?.text;
    const start = line ? field.value.indexOf(line) : -1;
    if (start >= 0) field.setSelectionRange(start, start + line.length);
    field.scrollIntoView({ block: "center" });
  }
}

function unpoint() {
  for (const node of document.querySelectorAll("#result .lit")) node.classList.remove("lit");
  mirror();
}

function point(event) {
  if (!shown) return;
  const chip = event.target.closest?.("[data-source]");
  const part = event.target.closest?.("[data-index]");
  const index = part?.dataset.index;
  unpoint();
  if (index === undefined && !chip) return;
  if (index !== undefined) {
    for (const node of document.querySelectorAll(`#reply [data-index="${Number(index)}"], #sources-list [data-index="${Number(index)}"]`)) node.classList.add("lit");
  }
  mirror(chip ? [chip.dataset.source] : shown.result.sentences[Number(index)].from);
}

/* Asking. */

function body() {
  const now = state();
  const facts = factLines(now.facts);
  return {
    draft: now.draft,
    tone: now.tone,
    format: now.format,
    ...(now.customer.trim() ? { customer_message: now.customer } : {}),
    ...(facts.length ? { facts } : {}),
    ...(now.channel ? { channel: now.channel } : {}),
  };
}

function tick() {
  const since = performance.now();
  $("elapsed").textContent = "0 s";
  $("patience").textContent = "";
  clearInterval(ticking);
  ticking = setInterval(() => {
    const seconds = Math.floor((performance.now() - since) / 1000);
    $("elapsed").textContent = `${seconds} s`;
    if (seconds >= SLOW_S) $("patience").textContent = "Still waiting. If the model is too slow, the phrasebook answers instead.";
  }, 1000);
}

/** Back to what the page showed before: the last reply, or the empty desk. */
const rest = () => view(shown ? "result" : "empty");

function stop() {
  asking?.abort();
  asking = undefined;
  clearInterval(ticking);
}

function fail(error) {
  const [title, text] = trouble(error);
  $("trouble-title").textContent = title;
  $("trouble-text").textContent = text;
  $("trouble-list").hidden = error.errors.length === 0;
  $("trouble-list").replaceChildren(...error.errors.slice(0, 8).map((one) => make("li", "", one)));
  $("trouble-id").hidden = !error.requestId;
  $("trouble-id").querySelector("code").textContent = error.requestId;
  view("trouble");
  meet();
  announce(`${$("trouble-title").textContent}. ${text}`);
  $("trouble-title").focus({ preventScroll: true });
}

/** In one column the outcome is below the form: bring it into sight. */
function meet() {
  if (matchMedia("(max-width: 899px)").matches) $("outcome").scrollIntoView({ block: "start" });
}

async function soften() {
  const sent = { ...state() };
  if (!sent.draft.trim()) {
    complain("Write a draft first, or try an example.");
    $("draft").focus();
    return;
  }
  complain("");
  if (locked()) return askToLogIn(soften);
  stop();
  const mine = (asking = new AbortController());
  const focused = document.activeElement;
  view("busy");
  tick();
  announce("Asking for the reply.");
  meet();
  try {
    const answer = await rewrite(body(), mine.signal);
    if (asking !== mine) return;
    stop();
    shown = { draft: sent.draft, facts: sent.facts, customer: sent.customer, place: new Map(), result: answer };
    const { result, place, said } = show(answer, sent.draft, { locate, known, act: goTo });
    Object.assign(shown, { result, place });
    view("result");
    refresh();
    meet();
    announce(said);
    // Someone who went on writing meanwhile keeps the cursor.
    if (document.activeElement === focused || document.activeElement === document.body) {
      if ($("draft").value === sent.draft) $("reply-title").focus({ preventScroll: true });
    }
  } catch (error) {
    if (!(error instanceof Trouble)) {
      if (asking !== mine && error.name === "AbortError") return;
      shown = undefined; // half an answer on the page is no answer
    } else if (asking !== mine) return;
    stop();
    if (error.status === 401) {
      rest();
      return askToLogIn(soften);
    }
    fail(error instanceof Trouble ? error : new Trouble("unreadable"));
  }
}

/* Copy. */

async function copy() {
  const text = shown.result.reply;
  let done = true;
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    // No clipboard outside https and loopback: select the words, so that one key does it.
    getSelection().selectAllChildren($("reply"));
    done = document.execCommand("copy");
  }
  $("copy").textContent = done ? "Copied" : "Press Ctrl+C";
  announce(done ? "The reply is copied." : "The reply is selected. Press Control C to copy it.");
  clearTimeout(copied);
  copied = setTimeout(() => ($("copy").textContent = "Copy"), 2000);
}

function wire() {
  for (const example of EXAMPLES) {
    const button = make("button", "example", example.name);
    button.type = "button";
    button.addEventListener("click", () => {
      change({ ...example, tone: "warm", format: "text" });
      $("more").open = Boolean(example.customer || example.facts);
      announce(`${example.name} is in the form. Undo brings your words back.`);
      $("draft").focus({ preventScroll: true });
      $("draft").setSelectionRange(0, 0);
    });
    $("examples").append(button);
  }
  $("form").addEventListener("submit", (event) => {
    event.preventDefault();
    void soften();
  });
  $("form").addEventListener("input", () => {
    complain("");
    refresh();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && !event.isComposing) {
      event.preventDefault();
      if (event.target === $("key")) $("login").requestSubmit();
      else void soften();
    } else if (event.key === "Escape" && asking) {
      $("cancel").click();
    }
  });
  $("cancel").addEventListener("click", () => {
    stop();
    rest();
    announce("Cancelled.");
    $("draft").focus();
  });
  $("again").addEventListener("click", () => void soften());
  $("copy").addEventListener("click", () => void copy());
  $("use").addEventListener("click", () => {
    change({ draft: shown.result.reply });
    announce("The reply is your draft now. Undo brings the earlier one back.");
    $("draft").focus();
    $("draft").setSelectionRange(0, 0);
  });
  $("undo").addEventListener("click", () => {
    const earlier = history.back(state());
    if (earlier) fill(earlier);
    refresh();
    announce(earlier ? "Your earlier draft is back." : "There is nothing more to undo.");
    if ($("undo").hidden) $("draft").focus();
  });
  $("clear").addEventListener("click", () => {
    change({ draft: "", customer: "", facts: "" });
    announce("Cleared. Undo brings your words back.");
    $("draft").focus();
  });
  for (const kind of ["mouseover", "focusin"]) $("result").addEventListener(kind, point);
  for (const kind of ["mouseleave", "focusout"]) $("result").addEventListener(kind, unpoint);
  if (/Mac|iPhone|iPad/u.test(navigator.platform)) $("keys").textContent = "⌘ ↵";
  refresh();
  void startSession(fail);
}

wire();
