// The most frequent dyads as a network. Its layout starts from the same circle every time: the same events, the same picture.

const LINKS = { wide: 70, narrow: 30 }; // at most
const ROUNDS = 400;

function drawNetwork(found) {
  const width = Math.max(280, at("#network").clientWidth);
  const narrow = width < 560;
  const pairs = joinedDyads(found);
  const links = pairs.slice(0, narrow ? LINKS.narrow : LINKS.wide);
  if (!links.length) {
    at("#network").replaceChildren(make("p", { class: "quiet" }, "No two different actors with codes act on one another here."));
    at("#network-note").textContent = "";
    return;
  }
  const nodes = nodesOf(links, found);
  const height = Math.min(narrow ? 400 : 520, 160 + 24 * nodes.size);
  layOut(nodes, links);
  fit(nodes, width, height, narrow ? 34 : 60);
  const largest = Math.max(...[...nodes.values()].map((node) => node.events));
  const strongest = links[0].events;
  const picture = shape("svg", {
    viewBox: `0 0 ${width} ${height}`,
    role: "img",
    "aria-label": "Network of actors; the table of dyads below has the numbers",
  });
  for (const link of links) picture.append(edge(link, nodes, strongest));
  const figures = [...nodes.values()].map((node) => ({
    ...node,
    radius: 5 + 13 * Math.sqrt(node.events / largest),
    text: codeOf(node.actor),
  }));
  figures.sort((one, two) => two.events - one.events || one.actor - two.actor);
  for (const { x, y, radius, quads, actor, events } of figures) {
    const title = `${codeOf(actor)} ${nameOf(actor)}: ${many(events, "event")} (${told(quads)})`;
    picture.append(pie(x, y, radius, quads, { onclick: () => choose({ actor: codeOf(actor), other: "" }) }, title));
  }
  picture.append(labels(figures, width, height));
  at("#network").replaceChildren(picture);
  const some = pairs.length > links.length;
  at("#network-note").textContent =
    `${some ? `The ${links.length} most frequent of ${counted(pairs.length)} pairs` : many(pairs.length, "pair")}, whichever way round.`;
}

// Dyads of two known actors, both directions together, the most frequent first.
function joinedDyads(found) {
  const pairs = new Map();
  for (const dyad of found.dyads.values()) {
    if (dyad.from === NONE || dyad.to === NONE || dyad.from === dyad.to) continue;
    const [one, two] = [Math.min(dyad.from, dyad.to), Math.max(dyad.from, dyad.to)];
    for (const quad of usedQuads) {
      if (dyad.quads[quad]) Object.assign(add(pairs, one * DATA.actors.length + two, quad, dyad.quads[quad]), { one, two });
    }
  }
  return ranked(pairs);
}

function nodesOf(links, found) {
  const numbers = [...new Set(links.flatMap(({ one, two }) => [one, two]))].sort((one, two) => one - two);
  return new Map(
    numbers.map((actor, place) => {
      const angle = (2 * Math.PI * place) / numbers.length;
      const { events, quads } = found.actors.get(actor);
      return [actor, { actor, events, quads, x: Math.cos(angle), y: Math.sin(angle) }];
    }),
  );
}

// Nodes push one another away, links pull, and everything is drawn to the middle (Fruchterman and Reingold, 1991).
function layOut(nodes, links) {
  const all = [...nodes.values()];
  const distance = 2 / Math.sqrt(all.length);
  for (let round = 0; round < ROUNDS; round++) {
    for (const node of all) [node.dx, node.dy] = [-node.x * 0.6, -node.y * 0.9];
    for (let first = 0; first < all.length; first++) {
      for (let second = first + 1; second < all.length; second++) {
        const [one, two] = [all[first], all[second]];
        const [x, y] = [one.x - two.x, one.y - two.y];
        const push = (distance * distance) / Math.max(x * x + y * y, 0.0001);
        one.dx += x * push;
        one.dy += y * push;
        two.dx -= x * push;
        two.dy -= y * push;
      }
    }
    for (const link of links) {
      const [one, two] = [nodes.get(link.one), nodes.get(link.two)];
      const [x, y] = [one.x - two.x, one.y - two.y];
      const pull = Math.hypot(x, y) / distance;
      one.dx -= x * pull;
      one.dy -= y * pull;
      two.dx += x * pull;
      two.dy += y * pull;
    }
    const heat = 0.2 * (1 - round / ROUNDS);
    for (const node of all) {
      const length = Math.hypot(node.dx, node.dy) || 1;
      node.x += (node.dx / length) * Math.min(length, heat);
      node.y += (node.dy / length) * Math.min(length, heat);
    }
  }
}

// Few nodes take the middle of the picture, many the whole of it; on the right there is room for a label.
function fit(nodes, width, height, label) {
  const share = Math.min(1, Math.sqrt(nodes.size) / 5);
  for (const [axis, size, room] of [
    ["x", width - 52 - label, 26],
    ["y", height - 52, 26],
  ]) {
    const values = [...nodes.values()].map((node) => node[axis]);
    const [least, most] = [Math.min(...values), Math.max(...values)];
    const before = room + (size * (1 - share)) / 2;
    for (const node of nodes.values()) node[axis] = before + ((node[axis] - least) / (most - least || 1)) * size * share;
  }
}

function edge(link, nodes, strongest) {
  const [one, two] = [nodes.get(link.one), nodes.get(link.two)];
  const conflict = (link.quads[3] + link.quads[4]) / link.events;
  const kind = conflict > 0.6 ? "conflict" : conflict < 0.4 ? "cooperation" : "mixed";
  const line = shape("line", {
    x1: one.x.toFixed(1),
    y1: one.y.toFixed(1),
    x2: two.x.toFixed(1),
    y2: two.y.toFixed(1),
    class: `edge ${kind}`,
    "stroke-width": (1 + 6 * Math.sqrt(link.events / strongest)).toFixed(1),
    onclick: () => choose({ actor: codeOf(link.one), other: codeOf(link.two) }),
  });
  line.append(
    shape("title", {}, `${codeOf(link.one)} – ${codeOf(link.two)}: ${many(link.events, "event")} (${told(link.quads)})`),
  );
  return line;
}
