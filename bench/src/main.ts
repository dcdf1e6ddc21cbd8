import { benchBatches } from "./batches.ts";
import { benchBooking } from "./booking.ts";
import { drillBookings } from "./booking-storm.ts";
import { drillBroker } from "./broker-away.ts";
import { drillBusyDatabase } from "./busy-database.ts";
import { benchCampusLoad } from "./campus-load.ts";
import { benchCards } from "./cards.ts";
import { drillCrashes } from "./crash.ts";
import { drillFullDisk } from "./disk-full.ts";
import { benchExports } from "./exports.ts";
import { benchFanOut } from "./fan-out.ts";
import { benchImports } from "./imports.ts";
import { benchInsights } from "./insights.ts";
import { drillKilledMigrations } from "./killed-migrations.ts";
import { benchMqtt } from "./mqtt.ts";
import { drillOffers } from "./offer-races.ts";
import { benchOffers } from "./offers.ts";
import { benchRestore } from "./restore.ts";
import { benchSingleGoals } from "./single-goals.ts";
import { benchStart } from "./start.ts";
import { benchWaits } from "./waits.ts";

const BENCHES: Record<string, () => Promise<void>> = {
  "single-goals": benchSingleGoals,
  batches: benchBatches,
  "fan-out": benchFanOut,
  "campus-load": benchCampusLoad,
  mqtt: benchMqtt,
  booking: benchBooking,
  offers: benchOffers,
  waits: benchWaits,
  cards: benchCards,
  insights: benchInsights,
  imports: benchImports,
  exports: benchExports,
  restore: benchRestore,
  start: benchStart,
  "booking-storm": drillBookings,
  "offer-races": drillOffers,
  crash: drillCrashes,
  "busy-database": drillBusyDatabase,
  "disk-full": drillFullDisk,
  "broker-away": drillBroker,
  "killed-migrations": drillKilledMigrations,
};

const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !(name in BENCHES));
if (unknown.length > 0) {
  console.error(
    `No such bench: ${unknown.join(", ")}. There are: ${Object.keys(BENCHES).join(", ")}.`,
  );
  process.exit(1);
}
for (const [name, run] of Object.entries(BENCHES)) {
  if (asked.length > 0 && !asked.includes(name)) continue;
  console.log(`\n${name}`);
  await run();
}
