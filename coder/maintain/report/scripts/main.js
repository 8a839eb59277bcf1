// Everything anew, after every choice.

let drawn = null;

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
