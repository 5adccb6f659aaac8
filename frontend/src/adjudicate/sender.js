// Sends forms one after the other; what finds no server is sent again, later and later, till it is taken or refused.

import { gettext } from "../annotate/i18n.js";

/**
 * @typedef {{ html: string, decided: boolean, left: number, done: number, total: number, progress: string, location?: string }} Answer
 * @typedef {{ done: (answer: Answer) => void, refused: (detail: string) => void, delayed: () => void }} Outcome
 */

const FIRST = 500;
const LONGEST = 15_000;

/** A queue of forms. A form's uuid makes sending it twice the same as once. */
export class Sender {
  waiting = 0;
  /** @type {Promise<void>} */
  #last = Promise.resolve();

  /**
   * @param {string} address
   * @param {FormData} body
   * @param {Outcome} outcome
   */
  send(address, body, outcome) {
    this.waiting += 1;
    this.#last = this.#last.then(() => this.#deliver(address, body, outcome)).finally(() => {
      this.waiting -= 1;
    });
  }

  /**
   * @param {string} address
   * @param {FormData} body
   * @param {Outcome} outcome
   */
  async #deliver(address, body, outcome) {
    for (let pause = FIRST; ; pause = Math.min(pause * 2, LONGEST)) {
      const answer = await attempt(address, body);
      if (answer) return answer(outcome);
      outcome.delayed();
      await new Promise((resolve) => setTimeout(resolve, pause));
    }
  }
}

/**
 * Send once; null where there is no server, or one that can't answer now.
 * @param {string} address
 * @param {FormData} body
 * @returns {Promise<((outcome: Outcome) => void) | null>}
 */
async function attempt(address, body) {
  try {
    const response = await fetch(address, { method: "POST", body, headers: { Accept: "application/json" } });
    if (response.status >= 500) return null;
    if (response.redirected || !/json/.test(response.headers.get("Content-Type") ?? "")) {
      const out = gettext("You were signed out: sign in in another tab, then decide this again.");
      return (outcome) => outcome.refused(out);
    }
    const data = await response.json();
    return response.ok ? (outcome) => outcome.done(data) : (outcome) => outcome.refused(data.detail);
  } catch {
    return null;
  }
}
