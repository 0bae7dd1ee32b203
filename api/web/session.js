/** Logging in, where the service wants a key: the form above the desk, and "Log out". */
import { Trouble, logIn, logOut, whoAmI } from "/web/api.js";
import { $, announce } from "/web/render.js";
import { loginTrouble } from "/web/words.js";

const FIRST = ["Log in to begin", "This kindreply asks for a key. Whoever runs it can give you one."];
const AGAIN = ["Please log in again", "Your session has ended. Your draft is still here, and goes on once you are in."];

let barred = false; // a key is wanted, and nobody has shown one
let known = false; // somebody was logged in while this page was open
let asking = false;
let resume; // what waits for the login

/** Whether a key is wanted first. */
export const locked = () => barred;

function complain(words) {
  $("login-note").textContent = words;
  if (words) $("key").setAttribute("aria-invalid", "true");
  else $("key").removeAttribute("aria-invalid");
}

function settle(told) {
  barred = told.login_needed && !told.authenticated;
  known ||= told.authenticated;
  if (!barred) complain("");
  $("login").hidden = !barred;
  $("logout").hidden = !told.authenticated;
}

/** Bring the form into sight; `then` runs once somebody is logged in. */
export function askToLogIn(then) {
  resume = then;
  const [title, words] = known ? AGAIN : FIRST;
  $("login-title").textContent = title;
  $("login-text").textContent = words;
  settle({ login_needed: true, authenticated: false });
  $("login").scrollIntoView({ block: "start" });
  announce(`${title}. ${words}`);
  $("key").focus({ preventScroll: true });
}

/** Whoever cannot be told who is there (no network, say) is locked out by nobody here. */
async function recognise() {
  try {
    settle(await whoAmI());
  } catch (error) {
    if (!(error instanceof Trouble)) throw error;
  }
}

async function submit() {
  const key = $("key").value.trim();
  if (!key) {
    complain("Type or paste your key first.");
    $("key").focus();
    return;
  }
  if (asking) return;
  asking = true;
  complain("");
  try {
    settle(await logIn(key));
  } catch (error) {
    complain(loginTrouble(error instanceof Trouble ? error : new Trouble("unreadable")));
    $("key").focus();
    $("key").select();
    return;
  } finally {
    asking = false;
  }
  $("key").value = "";
  announce("You are logged in.");
  const next = resume;
  resume = undefined;
  if (next) next();
  else $("draft").focus();
}

/** Everything on the page goes too: the next person at this screen starts with an empty one. */
async function leave(fail) {
  try {
    await logOut();
    location.reload();
  } catch (error) {
    fail(error instanceof Trouble ? error : new Trouble("unreadable"));
  }
}

/** `fail` tells about trouble that is not the login's own. */
export async function startSession(fail) {
  $("login").addEventListener("submit", (event) => {
    event.preventDefault();
    void submit();
  });
  $("key").addEventListener("input", () => complain(""));
  $("logout").addEventListener("click", () => void leave(fail));
  // Logged in on another tab meanwhile: this one need not ask again.
  window.addEventListener("focus", () => barred && void recognise());
  await recognise();
  if (barred && document.activeElement === document.body) $("key").focus({ preventScroll: true });
}
