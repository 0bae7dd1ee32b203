/** The draft's sentences, found again on this side so that `D2` can be shown where it stands.
 *
 * The answer names a sentence of the draft by its number only. Those it quotes (kept, left out) are
 * looked up word for word; the ones between two of them are told apart here by simple rules, and
 * only where their number is right. A number that cannot be placed for certain is not placed: a
 * wrong pointer is worse than none.
 */

const FIXED = /^\s{0,16}>|^\s{0,16}(?:-{3,}|={3,}|\*{3,}|_{3,})\s{0,16}$|^[\s:|-]{2,200}$/u;
const FENCE = /^\s{0,16}(?:```|~~~)/u;
const SIGNATURE = /^(?:--|__)\s?$/u;
const MARKER = /^\s{0,16}(?:(?:[-*+•–]|\d{1,3}[.)]|[a-z][.)]|#{1,6})\s{1,16})?/u;
const END = /[.!?…。！？]{1,16}["'”’»)\]]{0,8}(?=\s|$)/gu;
/** An agent's mark, as in "^SA": it belongs to the sentence before it. */
const INITIALS = /^(?:[\^/~]|[—–-]{1,2} ?)[A-Z][A-Za-z]{0,2}\.?$/u;
const ABBREVIATION = /(?:^|[\s(])(?:mr|mrs|ms|dr|prof|st|no|nos|vs|etc|e\.g|i\.e|approx|inc|ltd|co|dept|est|ext|fig|ref|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec|[a-z](?:\.[a-z]){0,3})\.$/iu;
/** A line at least this long was wrapped, not ended. */
const LONG = 60;

/** Runs of lines that are one piece of prose, as `[start, end]`; fixed blocks left out. */
function* stretches(text) {
  let at = 0;
  let fenced = false;
  let open;
  let above = "";
  for (const line of text.split(/(?<=\n)/u)) {
    const bare = line.trim();
    const start = at;
    at += line.length;
    const fence = FENCE.test(bare);
    const fixed = fenced || fence || FIXED.test(bare) || bare === "";
    const marker = MARKER.exec(line)[0];
    const row = bare.startsWith("|");
    const wraps = above.length >= LONG || /^\p{Ll}/u.test(bare);
    if (open && (fixed || row || SIGNATURE.test(bare) || marker.trim() || !wraps || /[:,：]$/u.test(above))) {
      yield open;
      open = undefined;
    }
    if (SIGNATURE.test(bare)) return;
    if (fence) fenced = !fenced;
    if (fixed) continue;
    above = bare;
    const end = start + line.trimEnd().length;
    if (row) yield [start + marker.length, end, row];
    else open = [open ? open[0] : start + marker.length, end];
  }
  if (open) yield open;
}

/** Every sentence as `{ start, end, text }`, offsets in UTF-16 units as a text area counts. */
export function read(text) {
  const found = [];
  const add = (start, end) => {
    const words = text.slice(start, end);
    const from = start + (words.length - words.trimStart().length);
    const stop = from + words.trim().length;
    if (found.length && INITIALS.test(words.trim())) Object.assign(found.at(-1), { end: stop, text: text.slice(found.at(-1).start, stop) });
    else if (words.trim()) found.push({ start: from, end: stop, text: words.trim() });
  };
  for (const [start, end, row] of stretches(text)) {
    let from = start;
    const block = text.slice(start, end);
    for (const match of row ? [] : block.matchAll(END)) {
      const to = start + match.index + match[0].length;
      if (match[0] === "." && ABBREVIATION.test(text.slice(Math.max(from, to - 12), to))) continue;
      if (/^\s{1,16}\p{Ll}/u.test(text.slice(to, to + 18))) continue;
      add(from, to);
      from = to;
    }
    add(from, end);
  }
  return found;
}

const number = (id) => (/^D\d{1,4}$/u.test(id) ? Number(id.slice(1)) : 0);

/** `D1…` -> place in the draft, for every sentence that can be placed for certain. */
export function locate(draft, { sentences, dropped }) {
  const quoted = new Map(dropped.map((one) => [number(one.id), one.text]));
  let last = Math.max(0, ...quoted.keys());
  for (const { kind, from, text } of sentences) {
    last = Math.max(last, ...from.map(number));
    if (kind === "kept" && from.length === 1) quoted.set(number(from[0]), text);
  }
  quoted.delete(0);

  const place = new Map();
  const between = (first, end, ids) => {
    if (!ids.length) return;
    const found = read(draft.slice(first, end));
    if (found.length !== ids.length) return;
    found.forEach((one, at) => place.set(`D${ids[at]}`, { start: one.start + first, end: one.end + first, text: one.text }));
  };
  let at = 0;
  let waiting = [];
  for (let id = 1; id <= last; id += 1) {
    const text = quoted.get(id);
    const start = text ? draft.indexOf(text, at) : -1;
    if (start < 0) {
      waiting.push(id);
      continue;
    }
    between(at, start, waiting);
    place.set(`D${id}`, { start, end: start + text.length, text });
    at = start + text.length;
    waiting = [];
  }
  between(at, draft.length, waiting);
  return place;
}
