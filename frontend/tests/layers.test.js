import { beforeEach, describe, expect, test } from "vitest";
import { switchLayers } from "../src/reading/layers.js";
import { PAGE } from "./page.js";

const buttons = () => [...document.querySelectorAll("button")];
const hidden = () => document.querySelector("main")?.getAttribute("data-hide");

describe("layers", () => {
  beforeEach(() => {
    sessionStorage.clear();
    document.body.innerHTML = PAGE;
  });

  test("become switches that keep their words and say how they stand", () => {
    switchLayers(document, sessionStorage);
    expect(buttons().map((button) => [button.textContent, button.getAttribute("aria-pressed"), button.className])).toEqual([
      ["People 1", "true", "chip person"],
      ["Boilerplate, 2 lines", "false", "chip"],
    ]);
  });

  test("go off and on again", () => {
    switchLayers(document, sessionStorage);
    buttons()[0].click();
    expect([hidden(), buttons()[0].getAttribute("aria-pressed")]).toEqual(["person", "false"]);
    buttons()[0].click();
    expect([hidden(), buttons()[0].getAttribute("aria-pressed")]).toEqual(["", "true"]);
  });

  test("stay off on the next page", () => {
    switchLayers(document, sessionStorage);
    buttons()[0].click();
    document.body.innerHTML = PAGE;
    switchLayers(document, sessionStorage);
    expect([hidden(), buttons()[0].getAttribute("aria-pressed")]).toEqual(["person", "false"]);
  });

  test("unfold and fold the boilerplate", () => {
    switchLayers(document, sessionStorage);
    const fold = document.querySelector("details");
    buttons()[1].click();
    expect(fold?.open).toBe(true);
    buttons()[1].click();
    expect(fold?.open).toBe(false);
  });

  test("are left alone on a page without text", () => {
    document.body.innerHTML = "<p>Nothing here</p>";
    switchLayers(document, sessionStorage);
    expect(buttons()).toEqual([]);
  });
});
