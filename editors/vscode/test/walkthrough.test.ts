import { expect, test } from "vitest";
import { milestone } from "../src/walkthrough";

const command = (name: string) => ({ command: name, arguments: [{}] });

test.each([
  ["limner/code", {}, { code: "<p>" }, "coded"],
  ["limner/accept", { draft: "1", choice: 1 }, { applied: true }, "chosen"],
  ["limner/accept", { draft: "1", choice: 0 }, { applied: false }, undefined],
  ["limner/accept", { draft: "1", choice: 0, instead: 0 }, { applied: true }, undefined],
  ["limner/accept", { draft: "1", choice: null }, { applied: true }, undefined],
  ["workspace/executeCommand", command("limner.fix"), { applied: true }, "proven"],
  ["workspace/executeCommand", command("limner.test"), { applied: false }, "proven"],
  ["workspace/executeCommand", command("limner.fix"), null, undefined],
  ["workspace/executeCommand", command("limner.ask"), { shown: true }, undefined],
  ["textDocument/codeAction", {}, [], undefined],
])("%s with %j, answered %j, is the milestone %s", (method, params, result, reached) => {
  expect(milestone({ method, params, result })).toBe(reached);
});
