export { type DayCount, type Forecast, forecastDemand } from "./demand.ts";
export { type Interval, LEVEL, wilsonInterval } from "./intervals.ts";
export { type Ranked, ranking } from "./ranking.ts";
export { afterEachOther, NO_GAMES, NO_WIN, ONE_WIN, type Streaks } from "./streaks.ts";
export { type Class, evenOddsTest, goodnessOfFit, type TestResult } from "./tests.ts";
