// The rows that pass -> all numbers that the page shows.

function tally(passes) {
  const { date, source, target, action, place, status, count } = DATA.rows;
  const found = { events: 0, quads: [0, 0, 0, 0, 0], goldstein: 0, scaled: 0, ...maps() };
  for (let row = 0; row < count.length; row++) {
    if (!passes(date[row], source[row], target[row], action[row], place[row], status[row])) continue;
    const number = count[row];
    const quad = quadOf(action[row]);
    const goldstein = goldsteinOf(action[row]);
    found.events += number;
    found.quads[quad] += number;
    if (goldstein !== null) {
      found.goldstein += goldstein * number;
      found.scaled += number;
    }
    add(found.dates, date[row], quad, number);
    if (place[row] !== NONE) add(found.places, place[row], quad, number);
    add(found.roots, DATA.actions[action[row]][2], quad, number);
    add(found.actions, action[row], quad, number);
    if (source[row] !== NONE) add(found.actors, source[row], quad, number).source += number;
    if (target[row] !== NONE && target[row] !== source[row]) add(found.actors, target[row], quad, number).target += number;
    else if (target[row] !== NONE) found.actors.get(target[row]).target += number;
    addDyad(found.dyads, date[row], source[row], target[row], quad, goldstein, number);
  }
  return found;
}

function maps() {
  return { dates: new Map(), places: new Map(), roots: new Map(), actions: new Map(), actors: new Map(), dyads: new Map() };
}

function add(map, key, quad, number) {
  let entry = map.get(key);
  if (!entry) map.set(key, (entry = { key, events: 0, quads: [0, 0, 0, 0, 0], source: 0, target: 0 }));
  entry.events += number;
  entry.quads[quad] += number;
  return entry;
}

function addDyad(map, date, source, target, quad, goldstein, number) {
  const dyad = add(map, (source + 1) * (DATA.actors.length + 1) + target + 1, quad, number);
  if (dyad.first === undefined) Object.assign(dyad, { from: source, to: target, first: NONE, last: NONE, sum: 0, scaled: 0 });
  if (goldstein !== null) {
    dyad.sum += goldstein * number;
    dyad.scaled += number;
  }
  if (date === NONE) return;
  if (dyad.first === NONE || date < dyad.first) dyad.first = date;
  if (dyad.last === NONE || DATA.dates[date][2] > DATA.dates[dyad.last][2]) dyad.last = date;
}

// Entries of a map, the most frequent first.
function ranked(map) {
  return [...map.values()].sort((one, two) => two.events - one.events || (one.key < two.key ? -1 : 1));
}

function drawFigures(found) {
  const actors = found.actors.size;
  const dyads = [...found.dyads.values()].filter((dyad) => dyad.from !== NONE && dyad.to !== NONE).length;
  const conflict = found.events ? (100 * (found.quads[3] + found.quads[4])) / found.events : 0;
  const figures = [
    [counted(found.events), "events"],
    [counted(actors), "actors"],
    [counted(dyads), "dyads"],
    [`${conflict.toFixed(0)} %`, "conflict"],
    [signed(found.scaled ? found.goldstein / found.scaled : null) || "–", "mean Goldstein"],
  ];
  at("#figures").replaceChildren(
    ...figures.map(([figure, name]) => make("div", { class: "card" }, make("strong", {}, figure), make("span", {}, name))),
  );
  const all = found.events === DATA.events;
  at("#shown").textContent = all
    ? `All ${many(found.events, "event")}.`
    : `${counted(found.events)} of ${many(DATA.events, "event")}.`;
}
