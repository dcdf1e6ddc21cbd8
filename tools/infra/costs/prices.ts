/**
 * Prices in eu-west-3, on demand, US dollars before VAT, from memory of AWS's public list: estimates,
 * to be checked in AWS's calculator before anybody relies on them.
 */
export const HOURS = 730;

export const INSTANCE_HOUR: Readonly<Record<string, number>> = {
  "t3.micro": 0.0118,
  "t3.small": 0.0236,
  "t4g.micro": 0.0094,
  "t4g.small": 0.0188,
};

/** One zone; a standby costs the same again. */
export const DATABASE_HOUR: Readonly<Record<string, number>> = {
  "db.t4g.micro": 0.018,
  "db.t4g.small": 0.036,
  "db.t4g.medium": 0.073,
  "db.t4g.large": 0.146,
};

export const PRICE = {
  databaseGb: 0.133,
  diskGb: 0.0928,
  balancerHour: 0.0265,
  balancerUnitHour: 0.0084,
  natHour: 0.05,
  natGb: 0.05,
  addressHour: 0.005,
  key: 1,
  secret: 0.4,
  firewall: 5,
  firewallRule: 1,
  zone: 0.5,
  healthCheck: 3,
  alarm: 0.1,
  customMetric: 0.3,
  logGb: 0.59,
  bucketGb: 0.024,
  copyGb: 0.115,
} as const;

/** What is assumed of a size where its Terraform does not say it. */
export interface Use {
  readonly logGb: number;
  readonly outGb: number;
  readonly balancerUnits: number;
  readonly databaseGb: number;
  readonly bucketGb: number;
  readonly customMetrics: number;
}

export const USE: Readonly<Record<"demo" | "campus" | "region", Use>> = {
  demo: { logGb: 1, outGb: 0, balancerUnits: 0, databaseGb: 2, bucketGb: 1, customMetrics: 7 },
  campus: {
    logGb: 8,
    outGb: 20,
    balancerUnits: 0.5,
    databaseGb: 10,
    bucketGb: 10,
    customMetrics: 9,
  },
  region: {
    logGb: 30,
    outGb: 60,
    balancerUnits: 1.5,
    databaseGb: 50,
    bucketGb: 60,
    customMetrics: 10,
  },
};
