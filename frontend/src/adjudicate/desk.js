// The cases and what is decided about them: each decision is sent at once and in order, and sent again till it is taken.

import { gettext, ngettext } from "../annotate/i18n.js";
import { Sender } from "./sender.js";

/** The list of cases on the page, one of them the current one. */
export class Desk {
  /** @type {HTMLElement | null} */
  current = null;

  /**
   * @param {HTMLElement} list
   * @param {Document} page
   * @param {(current: HTMLElement | null, all: HTMLElement[]) => void} show
   */
  constructor(list, page, show) {
    this.list = list;
    this.page = page;
    this.show = show;
    this.sender = new Sender();
  }

  get cases() {
    return /** @type {HTMLElement[]} */ ([...this.list.querySelectorAll("[data-case]")]);
  }

  /** Whether something is not saved yet. */
  get waiting() {
    return this.sender.waiting > 0;
  }

  /**
   * Go to the case that the address names, or the first that is not decided.
   * @param {string} name
   */
  begin(name) {
    const named = this.cases.find((one) => one.id === name);
    this.choose(named ?? this.#undecided(this.cases) ?? this.cases[0] ?? null, { move: true });
  }

  /**
   * Make a case the current one; `move` takes the focus and the view there.
   * @param {HTMLElement | null} next
   * @param {{ move: boolean }} how
   */
  choose(next, { move }) {
    if (!next || (next === this.current && !move)) return;
    this.current?.classList.remove("current");
    this.current = next;
    next.classList.add("current");
    this.show(next, this.cases);
    if (!move) return;
    next.focus({ preventScroll: true });
    next.scrollIntoView({ block: "nearest" });
  }

  /**
   * Do what a key asks for; false where it asks for nothing here.
   * @param {string} action
   */
  act(action) {
    if (action === "j" || action === "k") return this.#step(action === "j" ? 1 : -1);
    if (action === "m") return press(this.page.querySelector("#take-equal button"));
    if (action === "escape") return this.#leaveField();
    if (action === "w") return this.#ask();
    const two = this.current?.querySelectorAll(".side").length === 2;
    return press(this.current?.querySelector(`button[data-key="${action === "3" && two ? "b" : action}"]`));
  }

  /**
   * Send a case's form, and go on to the next without waiting.
   * @param {HTMLFormElement} form
   * @param {HTMLButtonElement} submitter
   */
  send(form, submitter) {
    const place = /** @type {HTMLElement} */ (form.closest("[data-case]"));
    if (place.dataset.sending !== undefined) return;
    place.dataset.sending = "";
    const body = new FormData(form, submitter);
    const leaves = submitter.dataset.key === "e";
    tell(place, gettext("Saving…"));
    this.sender.send(form.action, body, {
      done: (answer) => this.#taken(place, answer),
      refused: (detail) => this.#refused(place, detail),
      delayed: () => tell(place, gettext("Not saved yet: there is no connection. It is tried again."), { bad: true }),
    });
    if (!leaves && submitter.dataset.key !== "u") this.#goOn(place);
  }

  /**
   * @param {HTMLElement} place
   * @param {import("./sender.js").Answer} answer
   */
  #taken(place, answer) {
    if (answer.location) {
      location.assign(answer.location);
      return;
    }
    const holder = this.page.createElement("template");
    holder.innerHTML = answer.html;
    const fresh = /** @type {HTMLElement} */ (holder.content.querySelector("[data-case]"));
    const held = place.contains(this.page.activeElement);
    place.replaceWith(fresh);
    if (this.current === place) {
      this.current = null;
      this.choose(fresh, { move: held });
    } else this.show(this.current, this.cases);
    this.#tellProgress(answer);
  }

  /** @param {import("./sender.js").Answer} answer */
  #tellProgress(answer) {
    const bar = /** @type {HTMLProgressElement} */ (this.page.getElementById("progress"));
    bar.value = answer.done;
    /** @type {HTMLElement} */ (this.page.getElementById("how-far")).textContent = answer.progress;
    this.page.getElementById("hand-in")?.setAttribute("data-left", String(answer.left));
    const left = ngettext("%(count)s case is left.", "%(count)s cases are left.", answer.left);
    /** @type {HTMLElement} */ (this.page.getElementById("live")).textContent = `${gettext("Saved.")} ${left}`;
  }

  /**
   * @param {HTMLElement} place
   * @param {string} detail
   */
  #refused(place, detail) {
    delete place.dataset.sending;
    tell(place, detail, { bad: true });
    this.choose(place, { move: true });
  }

  /** @param {HTMLElement} place */
  #goOn(place) {
    const all = this.cases;
    const after = all.slice(all.indexOf(place) + 1);
    const next = this.#undecided(after) ?? this.#undecided(all) ?? after[0];
    if (next) this.choose(next, { move: true });
  }

  /** @param {HTMLElement[]} cases */
  #undecided(cases) {
    return cases.find((one) => !one.classList.contains("decided") && one.dataset.sending === undefined);
  }

  /** @param {number} by */
  #step(by) {
    const all = this.cases;
    const next = all[all.indexOf(/** @type {HTMLElement} */ (this.current)) + by];
    if (next) this.choose(next, { move: true });
    return true;
  }

  #ask() {
    const field = this.current?.querySelector("input[name=note]");
    if (field instanceof HTMLElement) field.focus();
    return Boolean(field);
  }

  #leaveField() {
    this.current?.focus({ preventScroll: true });
    return true;
  }
}

/** @param {Element | null | undefined} button */
function press(button) {
  if (!(button instanceof HTMLButtonElement)) return false;
  button.click();
  return true;
}

/**
 * @param {HTMLElement} place
 * @param {string} words
 * @param {{ bad: boolean }} [how]
 */
function tell(place, words, { bad } = { bad: false }) {
  const line = /** @type {HTMLElement} */ (place.querySelector(".case-state"));
  line.textContent = words;
  line.classList.toggle("bad", bad);
}
