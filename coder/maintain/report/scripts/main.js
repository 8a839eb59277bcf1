// Everything anew, after every choice.

let drawn = null;
let clicked = null; // the section of the last click
document.addEventListener("click", (event) => (clicked = event.target.closest("section")), true);

function redraw() {
  const passes = test();
  drawn = tally(passes);
  drawChips();
  drawFigures(drawn);
  drawPictures();
  drawRanks(drawn);
  drawDyads(drawn);
  drawEvents(passes, drawn);
}

// A choice draws everything anew. What was clicked stays where it was on the screen, and its button keeps the focus.
function settled(draw) {
  const held = document.activeElement;
  const home = held.closest("[id]:not(button)");
  const place = home ? [...home.querySelectorAll("button")].indexOf(held) : NONE;
  const before = clicked ? clicked.getBoundingClientRect().top : 0;
  draw();
  if (clicked) scrollBy(0, clicked.getBoundingClientRect().top - before);
  if (held.isConnected || place === NONE) return;
  const twins = [...home.querySelectorAll("button")].map((button, number) => [button, Math.abs(number - place)]);
  const alike = twins.filter(([button]) => button.textContent === held.textContent).sort((one, two) => one[1] - two[1]);
  (alike.length ? alike[0][0] : at("#reset")).focus({ preventScroll: true });
}

function drawPictures() {
  drawTimeline(drawn);
  drawNetwork(drawn);
  drawMap(drawn);
}

prepareFilters();
prepareMap();
reset();
let width = document.documentElement.clientWidth;
let resizing = 0;
addEventListener("resize", () => {
  if (document.documentElement.clientWidth === width) return; // on a phone, the height changes whenever its bars come and go
  width = document.documentElement.clientWidth;
  clearTimeout(resizing);
  resizing = setTimeout(drawPictures, 150);
});
