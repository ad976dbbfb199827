// Shows how much of the meeting has gone, as a line that fills; the hours beside it say the same without this module.
const STEP = 10000;

export default function clock(element) {
  const begins = Date.parse(element.dataset.begins);
  const ends = Date.parse(element.dataset.ends);
  const line = element.querySelector("progress");
  const draw = () => {
    line.value = Math.min(1000, Math.max(0, (1000 * (Date.now() - begins)) / (ends - begins)));
  };
  line.hidden = false;
  draw();
  setInterval(draw, STEP);
}
