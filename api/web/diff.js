/** A word diff that reads well: longest common subsequence on words, small islands joined. */

/** Cells of the table we are ready to fill: about 5,000 by 5,000 words, a tenth of a second. */
const MOST_CELLS = 25_000_000;
const PIECE = /[\p{L}\p{N}\p{M}]+(?:['’.,:@/_-][\p{L}\p{N}\p{M}]+)*|[^\s\p{L}\p{N}\p{M}]/gu;

/** Words and single signs, each with the blank space that follows it. */
function pieces(text) {
  const found = [];
  let lead = "";
  let end = 0;
  for (const match of text.matchAll(PIECE)) {
    const gap = text.slice(end, match.index);
    if (found.length) found.at(-1).text += gap;
    else lead = gap;
    found.push({ word: match[0], text: match[0] });
    end = match.index + match[0].length;
  }
  if (found.length) found.at(-1).text += text.slice(end);
  else lead = text;
  return { lead, found };
}

/** Sentences as units, so that unchanged ones never enter the big table. */
function units(list) {
  const out = [];
  let from = 0;
  list.forEach((piece, at) => {
    if (/[.!?…\n]/u.test(piece.text) || at === list.length - 1) {
      out.push({ word: list.slice(from, at + 1).map((one) => one.word).join(" "), pieces: list.slice(from, at + 1) });
      from = at + 1;
    }
  });
  return out;
}

/** Runs of ["same" | "del" | "ins", items of a, items of b]; undefined when over the bound. */
function align(a, b) {
  let head = 0;
  while (head < a.length && head < b.length && a[head].word === b[head].word) head += 1;
  let tail = 0;
  while (tail < a.length - head && tail < b.length - head && a.at(-1 - tail).word === b.at(-1 - tail).word) tail += 1;
  const rows = a.length - head - tail;
  const columns = b.length - head - tail;
  if (rows * columns > MOST_CELLS) return undefined;

  const ids = new Map();
  const id = (word) => ids.get(word) ?? (ids.set(word, ids.size), ids.size - 1);
  const left = Uint32Array.from({ length: rows }, (_, at) => id(a[head + at].word));
  const right = Uint32Array.from({ length: columns }, (_, at) => id(b[head + at].word));
  const width = columns + 1;
  const step = new Uint8Array((rows + 1) * width); // 1: same, 2: from above (del), 0: from the left (ins)
  let below = new Uint16Array(width);
  let here = new Uint16Array(width);
  for (let row = rows - 1; row >= 0; row -= 1) {
    for (let column = columns - 1; column >= 0; column -= 1) {
      if (left[row] === right[column]) {
        here[column] = below[column + 1] + 1;
        step[row * width + column] = 1;
      } else if (below[column] >= here[column + 1]) {
        here[column] = below[column];
        step[row * width + column] = 2;
      } else {
        here[column] = here[column + 1];
      }
    }
    [below, here] = [here, below];
  }

  const runs = [];
  const add = (what, x, y) => {
    let run = runs.at(-1);
    if (run?.what !== what) runs.push((run = { what, a: [], b: [] }));
    if (x) run.a.push(x);
    if (y) run.b.push(y);
  };
  for (let at = 0; at < head; at += 1) add("same", a[at], b[at]);
  let row = 0;
  let column = 0;
  while (row < rows || column < columns) {
    const move = row === rows ? 0 : column === columns ? 2 : step[row * width + column];
    if (move === 1) add("same", a[head + row], b[head + column]);
    else if (move === 2) add("del", a[head + row]);
    else add("ins", undefined, b[head + column]);
    if (move !== 0) row += 1;
    if (move !== 2) column += 1;
  }
  for (let at = tail; at > 0; at -= 1) add("same", a.at(-at), b.at(-at));
  return runs;
}

/** Changes between two kept runs become one "removed" and one "added". */
function gather(runs) {
  const out = [];
  let gap = { a: [], b: [] };
  const flush = () => {
    if (gap.a.length || gap.b.length) out.push({ what: "gap", ...gap });
    gap = { a: [], b: [] };
  };
  for (const run of runs) {
    if (run.what === "same") {
      flush();
      out.push(run);
    } else {
      gap.a.push(...run.a);
      gap.b.push(...run.b);
    }
  }
  flush();
  return out;
}

const isWord = (piece) => /[\p{L}\p{N}]/u.test(piece.word);

/** A lone "the" between two rewritten stretches is chance, not something kept: join it to them. */
function joinIslands(runs) {
  const size = (run) => Math.max(run.a.length, run.b.length);
  const joined = runs.map((run, at) => {
    const [before, after] = [runs[at - 1], runs[at + 1]];
    if (run.what !== "same" || before?.what !== "gap" || after?.what !== "gap") return run;
    const words = run.a.filter(isWord);
    const small = words.length <= 2 && Math.min(size(before), size(after)) > words.length;
    // A figure that stayed, or the end of a sentence, is worth seeing as kept.
    const telling = run.a.some((piece) => /[\p{N}.!?…\n]/u.test(piece.text));
    return small && !telling ? { ...run, what: "ins" } : run;
  });
  return gather(joined);
}

/** The pieces of `draft` and `reply` in reading order: `{ what: same | del | ins, text }`.
 *
 * `whole` says that some stretch was too long to compare and is shown as replaced.
 */
export function diff(draft, reply) {
  const a = pieces(draft);
  const b = pieces(reply);
  let whole = false;
  let runs = align(a.found, b.found);
  if (!runs) {
    runs = [];
    for (const run of gather(align(units(a.found), units(b.found)) ?? [{ what: "del", a: units(a.found), b: [] }, { what: "ins", a: [], b: units(b.found) }])) {
      const [x, y] = [run.a.flatMap((unit) => unit.pieces), run.b.flatMap((unit) => unit.pieces)];
      const inner = run.what === "same" ? [{ what: "same", a: x, b: y }] : align(x, y);
      whole ||= !inner;
      runs.push(...(inner ?? [{ what: "del", a: x, b: [] }, { what: "ins", a: [], b: y }]));
    }
  }
  const text = (list) => list.map((piece) => piece.text).join("");
  const parts = [{ what: "same", text: b.lead }];
  for (const run of joinIslands(gather(runs))) {
    if (run.what === "same") parts.push({ what: "same", text: text(run.b) });
    else parts.push({ what: "del", text: text(run.a) }, { what: "ins", text: text(run.b) });
  }
  const shown = parts.filter((part) => part.text !== "");
  const words = (what) => shown.filter((part) => part.what === what).reduce((sum, part) => sum + pieces(part.text).found.filter(isWord).length, 0);
  return { parts: shown, added: words("ins"), removed: words("del"), whole };
}
