// Loaded before a server under test: its time passes faster, from the instant that FAST_CLOCK names.
const [real, simulated, factor] = (process.env.FAST_CLOCK ?? "0,0,1").split(",").map(Number);
const RealDate = Date;
const realNow = RealDate.now.bind(RealDate);
const now = () => Math.round(simulated + (realNow() - real) * factor);

globalThis.Date = class extends RealDate {
  constructor(...parts) {
    if (parts.length === 0) super(now());
    else super(...parts);
  }
  static now() {
    return now();
  }
};

/** What the product does again and again it does as much more often; more often than this would only keep the machine busy. */
const SHORTEST_MS = 50;
const faster = (milliseconds) =>
  milliseconds > SHORTEST_MS ? Math.max(SHORTEST_MS, milliseconds / factor) : milliseconds;
const { setInterval: realInterval } = globalThis;
globalThis.setInterval = (run, milliseconds = 0, ...values) =>
  realInterval(run, faster(milliseconds), ...values);
