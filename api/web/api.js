/** The one door to the service. The API key lives in this module's memory and nowhere else. */

/** Longer than the longest deadline the service can be set to (60 s). */
const PATIENCE_MS = 70_000;

let key = "";

export const setKey = (value) => {
  key = value.trim();
};
export const hasKey = () => key !== "";

/** What went wrong, in words for a person: `kind` is network, late, unreadable or problem. */
export class Trouble extends Error {
  constructor(kind, { status = 0, title = "", detail = "", errors = [], requestId = "", retryAfter = "" } = {}) {
    super(kind);
    Object.assign(this, { kind, status, title, detail, errors, requestId, retryAfter });
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
    title: text(body.title),
    detail: text(body.detail),
    errors,
    requestId: text(body.request_id) || response.headers.get("x-request-id") || "",
    retryAfter: response.headers.get("retry-after") ?? "",
  });
}

/** Ask for a rewrite. Throws `Trouble`, or the signal's AbortError when the caller gave up. */
export async function rewrite(body, signal) {
  const late = AbortSignal.timeout(PATIENCE_MS);
  const headers = { "Content-Type": "application/json", Accept: "application/json" };
  try {
    if (key) headers.Authorization = `Bearer ${key}`;
    const response = await fetch("/v1/rewrites", {
      method: "POST",
      headers,
      body: JSON.stringify(body),
      signal: AbortSignal.any([signal, late]),
      cache: "no-store",
      credentials: "same-origin",
      redirect: "error",
    });
    if (!response.ok) throw await problem(response);
    const requestId = response.headers.get("x-request-id") ?? "";
    let answer;
    try {
      answer = await response.json();
    } catch (error) {
      if (error.name === "AbortError" || error.name === "TimeoutError") throw error;
      throw new Trouble("unreadable", { requestId });
    }
    // Without a verdict there is no telling whether it was checked: that is no answer.
    const usable = ["reply", "outcome", "engine", "verdict"].every((name) => typeof answer?.[name] === "string");
    if (!usable) throw new Trouble("unreadable", { requestId });
    return answer;
  } catch (error) {
    if (error instanceof Trouble || signal.aborted) throw error;
    throw new Trouble(late.aborted ? "late" : "network");
  }
}
