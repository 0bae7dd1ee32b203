"use strict";

/** Which words of a text are new against an earlier one, and which are gone: phrases, no flicker.
 *
 * Longest common subsequence on words; a lone kept word between two changes joins them, unless it
 * holds a figure. Answers `[{ what: "same" | "ins" | "del", text }]` in reading order; what is same
 * or new makes up the later text.
 */
function difference(before, after) {
  const MOST_CELLS = 9_000_000;
  const cut = (text) => (text.match(/[\p{L}\p{N}\p{M}]+(?:['’.,:@/_-][\p{L}\p{N}\p{M}]+)*\s*|[^\s\p{L}\p{N}\p{M}]\s*|\s+/gu) ?? []);
  const a = cut(before);
  const b = cut(after);
  const [x, y] = [a, b].map((list) => list.map((piece) => piece.trim()));
  let head = 0;
  while (head < x.length && head < y.length && x[head] === y[head]) head += 1;
  let tail = 0;
  while (tail < x.length - head && tail < y.length - head && x.at(-1 - tail) === y.at(-1 - tail)) tail += 1;
  const rows = x.length - head - tail;
  const columns = y.length - head - tail;

  const runs = [];
  const add = (what, text) => {
    if (runs.at(-1)?.what === what) runs.at(-1).text += text;
    else runs.push({ what, text });
  };
  // A kept word stands as in the later text; a blank that only the earlier one has goes with what is gone.
  let owed = "";
  const keep = (one, other) => {
    add("same", other);
    owed = /\s$/.test(other) ? "" : (one.match(/\s+$/)?.[0] ?? "");
  };
  const drop = (one) => {
    add("del", owed + one);
    owed = "";
  };
  for (let at = 0; at < head; at += 1) keep(a[at], b[at]);
  if (rows * columns > MOST_CELLS) {
    drop(a.slice(head, head + rows).join(""));
    add("ins", b.slice(head, head + columns).join(""));
  } else {
    const width = columns + 1;
    const length = new Uint16Array((rows + 1) * width);
    for (let row = rows - 1; row >= 0; row -= 1) {
      for (let column = columns - 1; column >= 0; column -= 1) {
        length[row * width + column] = x[head + row] === y[head + column]
          ? length[(row + 1) * width + column + 1] + 1
          : Math.max(length[(row + 1) * width + column], length[row * width + column + 1]);
      }
    }
    let row = 0;
    let column = 0;
    while (row < rows || column < columns) {
      if (row < rows && column < columns && x[head + row] === y[head + column]) {
        keep(a[head + row], b[head + column]);
        row += 1;
        column += 1;
      } else if (column === columns || (row < rows && length[(row + 1) * width + column] >= length[row * width + column + 1])) {
        drop(a[head + row]);
        row += 1;
      } else {
        add("ins", b[head + column]);
        column += 1;
      }
    }
  }
  for (let at = tail; at > 0; at -= 1) keep(a.at(-at), b.at(-at));

  const out = [];
  let gone = "";
  let come = "";
  const flush = () => {
    if (gone) out.push({ what: "del", text: gone });
    if (come) out.push({ what: "ins", text: come });
    gone = "";
    come = "";
  };
  runs.forEach((run, at) => {
    const inside = at > 0 && at < runs.length - 1;
    const lone = inside && !/\p{N}/u.test(run.text) && cut(run.text).length < 2;
    if (run.what === "same" && !lone) {
      flush();
      out.push(run);
    } else {
      if (run.what !== "ins") gone += run.text;
      if (run.what !== "del") come += run.text;
    }
  });
  flush();
  return out;
}
