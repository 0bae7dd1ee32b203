/** The contract's short codes in plain words. A code that is new to this page is shown as it is. */

const REASONS = {
  no_model: "no model is configured",
  too_long_for_model: "the draft is too long for the model",
  nothing_to_rewrite: "there was nothing to rewrite",
  language_not_checked: "its language cannot be checked yet",
  blocked: "the model’s answer strayed from your draft and could not be mended",
  too_long: "the rewrite came out too long",
  timeout: "the model took too long",
  unreachable: "the model could not be reached",
  rate_limited: "the model is taking no more requests just now",
  provider_error: "the model’s provider had an error",
  prompt_rejected: "the model’s provider refused the prompt",
  misconfigured: "the model is not set up correctly",
  busy: "too many requests are waiting for the model just now",
  paused: "the model has been failing and is left alone for a moment",
  bad_answer: "the model’s answer could not be read",
  cut_short: "the model’s answer was cut short",
  refused: "the model declined to answer",
  token_budget: "today’s tokens for the model are spent",
};

export const plain = (code) => String(code ?? "").replaceAll("_", " ");
export const because = (reason) => REASONS[reason] ?? plain(reason);
export const count = (n, one, many) => `${n === 1 ? "One" : n} ${n === 1 ? one : many}`;

/** Who wrote the reply and why: one or two honest sentences. */
export function byline({ engine, outcome, reason, model }) {
  const why = reason ? `, because ${because(reason)}` : "";
  if (outcome === "unchanged") {
    return reason ? `Your draft, unchanged${why}.` : "Your draft, unchanged: it is good as it is.";
  }
  if (engine === "draft") return `Your draft, word for word${why}.`;
  if (engine === "phrasebook") return `Written by the phrasebook${why}.`;
  const who = `Written by ${engine === "model" ? model || "the model" : plain(engine)}`;
  if (outcome === "mended") return `${who} and mended: where it strayed from your draft, your meaning was put back.`;
  return `${who}${why}.`;
}

/** The verdict as a short badge and as a sentence. */
export function judged(verdict, open) {
  switch (verdict) {
    case "pass":
      return ["Checked", "Every check passed."];
    case "review":
      return ["Worth a look", `${count(open || 1, "thing is", "things are")} worth a look before you send.`];
    case "block":
      return ["Read again", "A check found a problem in the words of your draft."];
    case "unverified":
      return ["Not checked", "Not checked: please read it yourself before you send it."];
    default:
      return [plain(verdict), ""];
  }
}

const SEVERITIES = { block: "Must not go out", review: "Worth a look", note: "Tone" };
export const severity = (code) => SEVERITIES[code] ?? plain(code);

const KINDS = {
  reworded: "Reworded",
  courtesy: "Courtesy",
  restored: "Put back",
  kept: "Kept as you wrote it",
};
export const kind = (code) => KINDS[code] ?? plain(code);

const CHANGES = { same: "Kept", weaker: "Weaker", stronger: "Stronger", new: "New", lost: "Lost" };
export const change = (code) => CHANGES[code] ?? plain(code);

const ACTORS = { us: "we", customer: "the customer", other: "", nobody: "" };
export const actor = (code) => ACTORS[code] ?? plain(code);

const STRENGTHS = { refused: "no", possible: "may", attempt: "will try", likely: "should", will: "will", guarantee: "guaranteed" };

/** How strongly a ledger row binds, in a word or two: "will", "may", "no", "will not". */
export function force({ act, strength, polarity }) {
  if (act === "condition") return "";
  const word = STRENGTHS[strength] ?? plain(strength);
  return polarity === "negative" && strength !== "refused" ? `${word} not` : word;
}

/** What to say when a login did not work. */
export function loginTrouble(error) {
  if (error.status === 401) return "That key was not accepted. Is all of it there? Whoever runs kindreply can give you another.";
  if (error.status === 429) return `Too many wrong keys came from here. Try again in ${error.retryAfter || "some"} s.`;
  if (error.kind === "network" || error.kind === "late") return "kindreply cannot be reached just now. Please try again in a moment.";
  return `That did not work. ${error.detail || "Please try again in a moment."}`;
}

/** What to say when there is no reply: a title and a sentence. */
export function trouble(error) {
  const safe = "Your draft is still here.";
  if (error.kind === "network") return ["kindreply cannot be reached", `Is the service running, and are you online? ${safe}`];
  if (error.kind === "late") return ["That took too long", `No answer came in time. ${safe}`];
  if (error.kind === "unreadable") return ["The answer could not be read", `Something between this page and kindreply is not right. ${safe}`];
  const said = error.detail ? `${error.detail.replace(/[.\s]{1,8}$/, "")}. ` : "";
  switch (true) {
    case error.status === 403:
      return ["This key may not do that", `${said}${safe}`];
    case error.status === 413:
      return ["That is too much at once", `${said}Try a shorter draft or message. ${safe}`];
    case error.status === 429:
      return ["A moment, please", `${said}${error.retryAfter ? `Try again in ${error.retryAfter} s. ` : ""}${safe}`];
    case error.status >= 400 && error.status < 500:
      return ["This draft could not be taken", `${said || `${error.title || "The request was refused"}. `}${safe}`];
    default:
      return ["Something went wrong on our side", `${said}${safe} If it happens again, pass on the request id.`];
  }
}
