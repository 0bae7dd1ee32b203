/** The one door to the service. No key is kept: after the login a cookie speaks, which no script can read. */

/** Longer than the longest deadline the service can be set to (60 s). */
const PATIENCE_MS = 70_000;

/** Goes along with every change; worth nothing without the cookie. */
let csrfToken = "";

/** What went wrong, in words for a person: `kind` is network, late, unreadable or problem. */
export class Trouble extends Error {
  constructor(kind, { status = 0, code = "", title = "", detail = "", errors = [], requestId = "", retryAfter = "" } = {}) {
    super(kind);
    Object.assign(this, { kind, status, code, title, detail, errors, requestId, retryAfter });
  }
}

const text = (value) => (typeof value === "string" ? value : "");

async function problem(response) {
  let body = {};
  try {
    body = (await response.json()) ?? {};
  } catch {
    // A proxy's page instead of our problem details: the status alone has to do.
  }
  const errors = Array.isArray(body.errors)
    ? body.errors.map((error) => text(error) || text(error?.detail) || text(error?.message) || text(error?.msg)).filter(Boolean)
    : [];
  return new Trouble("problem", {
    status: response.status,
    code: text(body.code),
    title: text(body.title),
    detail: text(body.detail),
    errors,
    requestId: text(body.request_id) || response.headers.get("x-request-id") || "",
    retryAfter: response.headers.get("retry-after") ?? "",
  });
}

/** The body of an answer that `usable` accepts, or null for one without a body. */
async function read(response, usable) {
  if (response.status === 204) return null;
  const requestId = response.headers.get("x-request-id") ?? "";
  let answer;
  try {
    answer = await response.json();
  } catch (error) {
    if (error.name === "AbortError" || error.name === "TimeoutError") throw error;
    throw new Trouble("unreadable", { requestId });
  }
  if (!usable(answer)) throw new Trouble("unreadable", { requestId });
  return answer;
}

/** Throws `Trouble`, or the signal's AbortError when the caller gave up. */
async function ask(method, path, { body, signal, usable } = {}) {
  const late = AbortSignal.timeout(PATIENCE_MS);
  const headers = { Accept: "application/json" };
  if (body !== undefined) headers["Content-Type"] = "application/json";
  if (csrfToken && method !== "GET") headers["X-CSRF-Token"] = csrfToken;
  try {
    const response = await fetch(path, {
      method,
      headers,
      body: body === undefined ? undefined : JSON.stringify(body),
      signal: signal ? AbortSignal.any([signal, late]) : late,
      cache: "no-store",
      credentials: "same-origin",
      redirect: "error",
    });
    if (!response.ok) throw await problem(response);
    return await read(response, usable);
  } catch (error) {
    if (error instanceof Trouble || signal?.aborted) throw error;
    throw new Trouble(late.aborted ? "late" : "network");
  }
}

/** A change; once more where another tab has logged in since and this one has the old token. */
async function change(method, path, options) {
  try {
    return await ask(method, path, options);
  } catch (error) {
    if (error.code !== "csrf" || !(await whoAmI()).authenticated) throw error;
    return ask(method, path, options);
  }
}

const isSession = (answer) => typeof answer?.login_needed === "boolean" && typeof answer?.authenticated === "boolean";
const remember = (told) => {
  csrfToken = text(told.csrf_token);
  return told;
};

/** Who is logged in, and whether the service wants that at all. */
export const whoAmI = async () => remember(await ask("GET", "/v1/session", { usable: isSession }));

/** Show the key, once. */
export const logIn = async (key) => remember(await ask("POST", "/v1/session", { body: { key }, usable: isSession }));

/** End the session in this browser. */
export const logOut = () => change("DELETE", "/v1/session");

/** Without a verdict there is no telling whether it was checked: that is no answer. */
const isRewrite = (answer) => ["reply", "outcome", "engine", "verdict"].every((name) => typeof answer?.[name] === "string");

/** Ask for a rewrite. */
export const rewrite = (body, signal) => change("POST", "/v1/rewrites", { body, signal, usable: isRewrite });
