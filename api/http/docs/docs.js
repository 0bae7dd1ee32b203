/** Draws /openapi.json as a page. Text is set by textContent only; nothing is loaded from elsewhere. */

const make = (tag, text = "", children = []) => {
  const element = document.createElement(tag);
  element.textContent = text;
  element.append(...children);
  return element;
};

/** A paragraph in which `words` between backticks are code. */
const prose = (tag, text) => make(tag, "", text.split("`").map((part, n) => (n % 2 ? make("code", part) : part)));

const schema = await (await fetch("/openapi.json")).json();
const named = (reference) => reference.split("/").pop();
const resolve = (part) => (part?.$ref ? schema.components.schemas[named(part.$ref)] : part);

/** A type in words: `string`, `list of ThreadMessage`, `"text" | "markdown"`, `string or null`. */
function typeOf(part) {
  if (!part) return "";
  if (part.$ref) {
    const target = resolve(part);
    return target.enum ? typeOf(target) : named(part.$ref);
  }
  if (part.enum) return part.enum.map((value) => JSON.stringify(value)).join(" | ");
  if (part.const !== undefined) return JSON.stringify(part.const);
  if (part.anyOf) return part.anyOf.map(typeOf).join(" or ");
  if (part.type === "array") return `list of ${typeOf(part.items)}`;
  if (part.type === "object" && part.additionalProperties) return `object of ${typeOf(part.additionalProperties)}`;
  return part.type ?? "";
}

const LIMITS = { maxLength: "characters at most", maxItems: "items at most", maxProperties: "entries at most", minimum: "or more", maximum: "at most" };
const limitsOf = (part) =>
  [part, ...(part.anyOf ?? [])].flatMap((p) => Object.keys(LIMITS).filter((key) => p[key] !== undefined).map((key) => `${p[key]} ${LIMITS[key]}`));

function fields(model) {
  const rows = Object.entries(model.properties ?? {}).map(([name, part]) => {
    const first = make("td", "", [make("code", name)]);
    if (model.required?.includes(name)) first.append(" ", make("span", "required", []));
    first.querySelector("span")?.classList.add("required");
    const notes = [part.description, limitsOf(part).join(", "), part.default !== undefined && part.default !== null ? `default ${JSON.stringify(part.default)}` : ""];
    return make("tr", "", [first, make("td", "", [make("code", typeOf(part))]), prose("td", notes.filter(Boolean).join(" · "))]);
  });
  const wide = make("div", "", [make("table", "", [make("tbody", "", rows)])]);
  wide.className = "wide";
  return wide;
}

/** A model and, below it, the models it holds, each once. */
function models(part, seen = new Set()) {
  if (!part?.$ref || seen.has(part.$ref)) return [];
  seen.add(part.$ref);
  const model = resolve(part);
  if (model.enum) return [];
  const inner = JSON.stringify(model.properties ?? {}).match(/#\/components\/schemas\/[\w-]+/g) ?? [];
  return [make("h3", named(part.$ref)), prose("p", model.description ?? ""), fields(model), ...inner.flatMap(($ref) => models({ $ref }, seen))];
}

function route(path, method, operation) {
  const section = make("section", "", [make("h2", "", [make("b", method.toUpperCase()), ` ${path}`])]);
  for (const paragraph of (operation.description ?? "").split("\n\n")) section.append(prose("p", paragraph));
  const asked = operation.requestBody?.content["application/json"].schema;
  const answered = operation.responses["200"]?.content?.["application/json"]?.schema;
  const example = resolve(asked)?.examples?.[0];
  if (example) {
    const command = `curl ${location.origin}${path} -H 'Content-Type: application/json' -d @- <<'JSON'\n${JSON.stringify(example, null, 2)}\nJSON`;
    section.append(make("h3", "Try it"), make("pre", command));
  }
  if (asked) section.append(...models(asked));
  if (answered) section.append(...models(answered));
  return section;
}

document.querySelector("#version").textContent = schema.info.version;
document.querySelector("#about").textContent = schema.info.description;
for (const [path, methods] of Object.entries(schema.paths)) {
  for (const [method, operation] of Object.entries(methods)) document.querySelector("#routes").append(route(path, method, operation));
}
for (const { code, status, title } of schema["x-problem-codes"]) {
  const row = make("tr", "", [make("td", "", [make("code", code)]), make("td", String(status)), make("td", title)]);
  row.id = code;
  document.querySelector("#codes").append(row);
}
if (location.hash) document.getElementById(location.hash.slice(1))?.scrollIntoView();
