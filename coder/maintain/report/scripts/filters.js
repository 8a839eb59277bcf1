// What the reader has chosen, and which events pass.

const NOTHING = { from: "", to: "", actor: "", other: "", root: null, action: null, place: null };
const chosen = { ...NOTHING, quads: new Set(), statuses: new Set(), again: new Set() };
const boxes = [];

// An actor is found by its code, by the beginning of codes (SYR*), or by a part of a code or name.
function actorsLike(query) {
  const words = query.trim().toLowerCase();
  if (!words) return null;
  const exact = DATA.actors.findIndex(([code]) => code.toLowerCase() === words);
  const beginning = words.endsWith("*") ? words.slice(0, -1) : null;
  return Uint8Array.from(DATA.actors, ([code, name], number) => {
    const small = code.toLowerCase();
    if (beginning !== null) return small.startsWith(beginning) ? 1 : 0;
    if (exact !== NONE) return number === exact ? 1 : 0;
    return small.includes(words) || name.toLowerCase().includes(words) ? 1 : 0;
  });
}

// A function that tells of a row (date, source, target, action, place, status) whether it passes.
function test() {
  const from = dayOf(chosen.from) ?? -Infinity;
  const to = dayOf(chosen.to) ?? Infinity;
  const anyDate = from === -Infinity && to === Infinity;
  const dates = DATA.dates.map(([, first, last]) => last >= from && first <= to);
  const actions = DATA.actions.map(
    ([code, , root, quad]) =>
      chosen.quads.has(quad) &&
      (chosen.root === null || root === chosen.root) &&
      (chosen.action === null || code === chosen.action),
  );
  const statuses = DATA.statuses.map(
    ([status, repeated]) => chosen.statuses.has(status) && (!repeated || chosen.again.has(true)),
  );
  const one = actorsLike(chosen.actor);
  const two = actorsLike(chosen.other);
  const acts = (set, actor) => actor !== NONE && set[actor] === 1;
  const who = (source, target) => {
    if (one && two) return (acts(one, source) && acts(two, target)) || (acts(two, source) && acts(one, target));
    const set = one || two;
    return !set || acts(set, source) || acts(set, target);
  };
  return (date, source, target, action, place, status) =>
    actions[action] &&
    statuses[status] &&
    (date === NONE ? anyDate : dates[date]) &&
    (chosen.place === null || place === chosen.place) &&
    who(source, target);
}

function choose(change) {
  Object.assign(chosen, change);
  for (const key of ["from", "to", "actor", "other"]) at(`#${key}`).value = chosen[key];
  settled(redraw);
}

function toggle(key, value) {
  choose({ [key]: chosen[key] === value ? null : value });
}

function reset() {
  Object.assign(chosen, { quads: new Set(usedQuads), statuses: new Set(usualStatuses()), again: new Set() });
  for (const { input, set, value } of boxes) input.checked = chosen[set].has(value);
  choose(NOTHING);
}

// Events that did not happen count only when they are asked for, or where there is nothing else.
function usualStatuses() {
  const all = DATA.statuses.map(([status]) => status);
  const usual = all.filter((status) => status === "actual" || status === "planned");
  return usual.length ? usual : all;
}

function prepareFilters() {
  const box = (set, value, text, mark) => {
    const input = make("input", { type: "checkbox" });
    input.addEventListener("change", () => {
      if (input.checked) chosen[set].add(value);
      else chosen[set].delete(value);
      redraw();
    });
    boxes.push({ input, set, value });
    return make("label", {}, input, mark, ` ${text}`);
  };
  at("#quads").append(...usedQuads.map((quad) => box("quads", quad, QUADS[quad], make("span", { class: `swatch q${quad}` }))));
  const statuses = [...new Set(DATA.statuses.map(([status]) => status))];
  if (statuses.length > 1) at("#statuses").append(...statuses.map((status) => box("statuses", status, status, null)));
  if (DATA.statuses.some(([, repeated]) => repeated)) at("#statuses").append(box("again", true, "told again", null));
  at("#known").append(...DATA.actors.slice(0, 1000).map(([code, name]) => make("option", { value: code }, name)));
  const days = DATA.dates.flatMap(([, first, last]) => [first, last]);
  if (days.length) {
    const range = {
      min: isoOf(days.reduce((one, two) => Math.min(one, two))),
      max: isoOf(days.reduce((one, two) => Math.max(one, two))),
    };
    for (const key of ["from", "to"]) Object.assign(at(`#${key}`), range);
  }
  let waiting = 0;
  for (const key of ["from", "to", "actor", "other"]) {
    at(`#${key}`).addEventListener("input", (event) => {
      chosen[key] = event.target.value;
      clearTimeout(waiting);
      waiting = setTimeout(redraw, 150);
    });
  }
  at("#filters").addEventListener("submit", (event) => event.preventDefault());
  at("#reset").addEventListener("click", reset);
}

// What was chosen in the pictures and tables, each with a button that takes it back.
function drawChips() {
  const chip = (text, change) =>
    make("button", { type: "button", class: "chip", title: "take this back", onclick: () => choose(change) }, text, " ✕");
  const chips = [];
  if (chosen.root !== null) chips.push(chip(`${chosen.root} ${DATA.roots[chosen.root]}`, { root: null, action: null }));
  if (chosen.action !== null) chips.push(chip(`code ${chosen.action}`, { action: null }));
  if (chosen.place !== null) chips.push(chip(DATA.places[chosen.place][0] || "a place", { place: null }));
  if (chosen.from || chosen.to) chips.push(chip(`${chosen.from || "…"} to ${chosen.to || "…"}`, { from: "", to: "" }));
  if (chosen.actor) chips.push(chip(chosen.actor, { actor: "" }));
  if (chosen.other) chips.push(chip(`with ${chosen.other}`, { other: "" }));
  at("#chips").replaceChildren(...chips);
}
