// Events over time: cooperation above the axis, conflict below it, in days, weeks, months or years, whichever suits the range.

const PRECISIONS = ["day", "week", "month", "year"];
const UNITS = [
  {
    name: "day",
    most: 62, // days of range for which the unit suits
    bin: (day) => day,
    start: (bin) => bin,
    steps: [1, 2, 7, 14],
  },
  {
    name: "week",
    most: 450,
    bin: (day) => Math.floor((day + 3) / 7), // 1 January 1970 was a Thursday
    start: (bin) => bin * 7 - 3,
    steps: [1, 2, 4, 8, 13, 26],
  },
  {
    name: "month",
    most: 365 * 12,
    bin: (day) => calendar(day).year * 12 + calendar(day).month,
    start: (bin) => Date.UTC(Math.floor(bin / 12), bin % 12, 1) / 86400000,
    steps: [1, 2, 3, 6, 12, 24, 60],
  },
  {
    name: "year",
    most: Infinity,
    bin: (day) => calendar(day).year,
    start: (bin) => Date.UTC(bin, 0, 1) / 86400000,
    steps: [1, 2, 5, 10, 20, 50, 100, 200],
  },
];
const SHARE_SHOWN = 0.9; // of the events, at least; the others may be left out where they lie far away

function binName(unit, bin) {
  const { year, month, day } = calendar(unit.start(bin));
  if (unit.name === "year") return `${year}`;
  if (unit.name === "month") return `${MONTHS[month]} ${year}`;
  return `${unit.name === "week" ? "week of " : ""}${day} ${MONTHS[month]} ${year}`;
}

// The dates that bars are drawn for: without the few that lie so far from the others that these would become one bar. Most events
// lie in a short stretch; what lies farther from it than its own length is left out, where that saves much room.
function stretch(dates) {
  const total = dates.reduce((sum, date) => sum + date.events, 0);
  const [first, last] = [dates[0].first, Math.max(...dates.map((date) => date.last))];
  let best = [first, last];
  if (chosen.from || chosen.to) return best;
  for (let from = 0, to = 0, held = 0; from < dates.length; held -= dates[from++].events) {
    while (to < dates.length && held < SHARE_SHOWN * total) held += dates[to++].events;
    if (held < SHARE_SHOWN * total) break;
    if (dates[to - 1].last - dates[from].first < best[1] - best[0]) best = [dates[from].first, dates[to - 1].last];
  }
  const length = best[1] - best[0] + 30;
  const near = dates.filter((date) => date.first >= best[0] - length && date.last <= best[1] + length);
  return last - first > 4 * length ? [near[0].first, Math.max(...near.map((date) => date.last))] : [first, last];
}

// The finest unit that suits the range and is not finer than most of the dates.
function unitFor(dates, range) {
  const total = dates.reduce((sum, date) => sum + date.events, 0);
  const placed = (unit) => dates.reduce((sum, date) => sum + (date.precision <= unit ? date.events : 0), 0);
  return UNITS.findIndex((unit, number) => range <= unit.most && placed(number) * 3 >= total * 2);
}

// Dates in bins; what is known less precisely than to a bin stands in none.
function binned(found) {
  const dates = [...found.dates.values()]
    .filter((date) => date.key !== NONE)
    .map((date) => {
      const [, first, last, precision] = DATA.dates[date.key];
      return { ...date, first, last, precision: PRECISIONS.indexOf(precision) };
    })
    .sort((one, two) => one.first - two.first || one.last - two.last);
  const left = { undated: found.dates.get(NONE)?.events || 0, vague: 0, far: 0 };
  if (!dates.length) return { bins: [], left };
  const [first, last] = stretch(dates);
  const number = unitFor(dates, last - first);
  const unit = UNITS[number];
  const bins = new Map();
  for (const date of dates) {
    // A week belongs where its Thursday does.
    const day = date.precision === 1 && number > 1 ? date.first + 3 : date.first;
    if (date.precision > number) left.vague += date.events;
    else if (date.first < first || date.last > last) left.far += date.events;
    else for (const quad of usedQuads) if (date.quads[quad]) add(bins, unit.bin(day), quad, date.quads[quad]);
  }
  const keys = [...bins.keys()];
  return {
    unit,
    bins: [...bins.values()].sort((one, two) => one.key - two.key),
    from: Math.min(...keys),
    to: Math.max(...keys),
    left,
  };
}

function drawTimeline(found) {
  const cut = binned(found);
  at("#timeline").replaceChildren(...(cut.bins.length ? [timelinePicture(cut)] : []));
  at("#timeline-note").textContent = timelineNote(cut);
  at("#timeline-details").hidden = !cut.bins.length;
  const lines = cut.bins.map((bin) => [
    choice(binName(cut.unit, bin.key), "show these dates only", () => chooseBin(cut.unit, bin.key)),
    ...usedQuads.map((quad) => counted(bin.quads[quad])),
    counted(bin.events),
  ]);
  const headings = [cut.unit ? cut.unit.name : "", ...usedQuads.map((quad) => QUADS[quad]), "events"];
  at("#timeline-table").replaceChildren(
    table(
      headings.map((text, column) => ({ text, number: column > 0 })),
      lines,
      "Events over time by quad class",
    ),
  );
}

function timelineNote({ unit, bins, left }) {
  const notes = [];
  if (bins.length) notes.push(`A bar is a ${unit.name}.`);
  const vague = `known less precisely than to a ${unit?.name}`;
  if (left.vague) notes.push(`${many(left.vague, "event")} ${vague} ${left.vague === 1 ? "stands" : "stand"} in no bar.`);
  const far = "far from the others in time";
  if (left.far) notes.push(`${many(left.far, "event")} ${far} ${left.far === 1 ? "is" : "are"} left out; dates chosen above show all.`);
  if (left.undated) notes.push(`${many(left.undated, "event")} ${left.undated === 1 ? "has" : "have"} no date.`);
  return notes.join(" ");
}

function chooseBin(unit, bin) {
  choose({ from: isoOf(unit.start(bin)), to: isoOf(unit.start(bin + 1) - 1) });
}

function timelinePicture({ unit, bins, from, to }) {
  const width = Math.max(280, at("#timeline").clientWidth);
  const height = width < 500 ? 220 : 280;
  const [left, right, top, bottom] = [44, 16, 8, 36];
  const sum = (bin, quads) => quads.reduce((total, quad) => total + bin.quads[quad], 0);
  const up = Math.max(...bins.map((bin) => sum(bin, COOPERATION)));
  const down = Math.max(...bins.map((bin) => sum(bin, CONFLICT)));
  const step = roundStep((up + down) / 5);
  const [highest, lowest] = [Math.ceil(up / step) * step, -Math.ceil(down / step) * step];
  const y = (value) => top + ((highest - value) * (height - top - bottom)) / (highest - lowest);
  const slot = (width - left - right) / (to - from + 1);
  const x = (bin) => left + (bin - from) * slot;
  const gap = slot > 6 ? Math.min(4, slot * 0.15) : 0;
  const thick = Math.min(slot - gap, 48);
  const picture = shape("svg", {
    viewBox: `0 0 ${width} ${height}`,
    role: "img",
    "aria-label": "Events over time by quad class; the table below has the numbers",
  });
  for (let value = lowest; value <= highest; value += step) {
    picture.append(
      shape("line", { x1: left, x2: width - right, y1: y(value), y2: y(value), class: value ? "grid" : "axis" }),
      shape("text", { x: left - 6, y: y(value) + 4, "text-anchor": "end" }, counted(Math.abs(value))),
    );
  }
  for (const bin of bins) {
    const group = shape("g", { class: "bin", onclick: () => chooseBin(unit, bin.key) });
    group.append(
      shape("title", {}, `${binName(unit, bin.key)}: ${many(bin.events, "event")} (${told(bin.quads)})`),
      shape("rect", { x: x(bin.key), y: top, width: slot, height: height - top - bottom, class: "catch" }),
    );
    for (const [order, sign] of [
      [COOPERATION, 1],
      [CONFLICT, -1],
    ]) {
      let base = 0;
      for (const quad of order) {
        if (!bin.quads[quad]) continue;
        const [one, two] = [y(sign * base), y(sign * (base + bin.quads[quad]))];
        const place = {
          x: x(bin.key) + (slot - thick) / 2,
          y: Math.min(one, two),
          width: thick,
          height: Math.max(0.5, Math.abs(one - two)),
        };
        group.append(shape("rect", { ...place, class: `q${quad}` }));
        base += bin.quads[quad];
      }
    }
    picture.append(group);
  }
  picture.append(...timeTicks(unit, from, to, slot, (bin) => Math.min(x(bin) + slot / 2, width - 18), height - bottom));
  if (up) picture.append(shape("text", { x: width - right, y: top + 10, "text-anchor": "end", class: "side" }, "cooperation ↑"));
  if (down)
    picture.append(
      shape("text", { x: width - right, y: height - bottom - 5, "text-anchor": "end", class: "side" }, "conflict ↓"),
    );
  return picture;
}

function timeTicks(unit, from, to, slot, middle, base) {
  const step = unit.steps.find((bins) => bins * slot >= 52) || unit.steps[unit.steps.length - 1];
  const ticks = [];
  let before = null;
  for (let bin = from; bin <= to; bin++) {
    if (unit.name === "month" || unit.name === "year" ? bin % step : (bin - from) % step) continue;
    const { year, month, day } = calendar(unit.start(bin));
    const text = unit.name === "year" ? `${year}` : unit.name === "month" ? MONTHS[month] : `${day} ${MONTHS[month]}`;
    ticks.push(shape("text", { x: middle(bin), y: base + 15, "text-anchor": "middle" }, text));
    if (year !== before && unit.name !== "year")
      ticks.push(shape("text", { x: middle(bin), y: base + 30, "text-anchor": "middle", class: "side" }, `${year}`));
    before = year;
  }
  return ticks;
}

function roundStep(value) {
  const power = 10 ** Math.floor(Math.log10(Math.max(value, 1)));
  return [1, 2, 5, 10].map((factor) => factor * power).find((step) => step >= value && step >= 1) || 10 * power;
}
