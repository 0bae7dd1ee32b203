"use strict";

/** An element; `children` are nodes or texts, never markup. */
function element(name, attributes = {}, ...children) {
  const node = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value !== undefined && value !== null && value !== false) node.setAttribute(key, value === true ? "" : value);
  }
  node.append(...children.filter((child) => child !== undefined && child !== null && child !== false));
  return node;
}

/** Offsets in code points, as the service counts, to those in UTF-16 units, as strings do. */
function unitsOf(text) {
  if (!/[\ud800-\udfff]/.test(text)) return (at) => at;
  const starts = [0];
  for (const sign of text) starts.push(starts.at(-1) + sign.length);
  return (at) => starts[Math.min(at, starts.length - 1)];
}

/** A text with what changed against `before` (null: nothing is compared) and its marks.
 *
 * A mark is `{ start, end, what, why }` in code points of `text`; marks may overlap.
 */
function marked(text, before, marks) {
  const units = unitsOf(text);
  const placed = marks.map((mark) => ({ ...mark, start: units(mark.start), end: units(mark.end) }));
  const pieces = before === null ? [{ what: "same", text }] : difference(before, text);
  const out = element("div", { class: "text", dir: "auto" });
  let at = 0;
  for (const piece of pieces) {
    if (piece.what === "del") {
      const words = piece.text.trim();
      const tail = piece.text.slice(piece.text.trimEnd().length);
      out.append(/^\s/.test(piece.text) ? " " : "", element("del", {}, words || "¶"), /\n/.test(tail) ? "\n" : tail && " ");
      continue;
    }
    const end = at + piece.text.length;
    const cuts = new Set([at, end]);
    for (const mark of placed) for (const place of [mark.start, mark.end]) if (place > at && place < end) cuts.add(place);
    const places = [...cuts].sort((one, other) => one - other);
    const parts = places.slice(1).map((stop, index) => {
      const start = places[index];
      const words = text.slice(start, stop);
      const over = placed.filter((mark) => mark.start < stop && mark.end > start);
      if (!over.length) return words;
      const why = [...new Set(over.map((mark) => mark.why))].join("; ");
      return element("mark", { class: [...new Set(over.map((mark) => mark.what))].join(" "), title: why }, words);
    });
    if (piece.what === "ins") out.append(element("ins", {}, ...parts));
    else out.append(...parts);
    at = end;
  }
  return out;
}
