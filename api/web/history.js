/** Earlier states of the form, newest last: what "Undo" goes back to. In memory only. */
const MOST = 50;

export class History {
  #states = [];

  /** Keep a state; an equal one directly before it is not kept twice. */
  keep(state) {
    const last = this.#states.at(-1);
    if (last && Object.keys(state).every((name) => state[name] === last[name])) return;
    this.#states.push({ ...state });
    if (this.#states.length > MOST) this.#states.shift();
  }

  /** Take back the newest state that differs from `now`; undefined when there is none. */
  back(now) {
    while (this.#states.length) {
      const state = this.#states.pop();
      if (Object.keys(state).some((name) => state[name] !== now[name])) return state;
    }
    return undefined;
  }

  get empty() {
    return this.#states.length === 0;
  }
}
