const GIB = 1024 ** 3;

/** Memory of the classes of RDS for PostgreSQL 17, in GiB, as AWS lists them. */
const GIB_OF_SIZES: Record<string, Record<string, number>> = {
  t: { micro: 1, small: 2, medium: 4, large: 8, xlarge: 16, "2xlarge": 32 },
  m: {
    ...{ large: 8, xlarge: 16, "2xlarge": 32, "4xlarge": 64, "8xlarge": 128 },
    ...{ "12xlarge": 192, "16xlarge": 256, "24xlarge": 384 },
  },
  r: {
    ...{ large: 16, xlarge: 32, "2xlarge": 64, "4xlarge": 128, "8xlarge": 256 },
    ...{ "12xlarge": 384, "16xlarge": 512, "24xlarge": 768 },
  },
};

const FAMILIES: Record<string, keyof typeof GIB_OF_SIZES> = {
  ...{ t3: "t", t4g: "t", m5: "m", m6g: "m", m6i: "m", m7g: "m", m7i: "m", m8g: "m" },
  ...{ r5: "r", r6g: "r", r6i: "r", r7g: "r", r7i: "r", r8g: "r" },
};

/** The memory of a class such as `db.t4g.micro`, in bytes; undefined where it is none of RDS that we know. */
export function classMemory(name: string): number | undefined {
  const [, family = "", size = ""] = /^db\.(\w+)\.(\w+)$/.exec(name) ?? [];
  const gib = GIB_OF_SIZES[FAMILIES[family] ?? ""]?.[size];
  return gib === undefined ? undefined : gib * GIB;
}

/**
 * How many connections RDS lets PostgreSQL take: `LEAST({DBInstanceClassMemory/9531392}, 5000)`, the default of its
 * parameter `max_connections`.
 */
export const maxConnections = (memoryBytes: number): number =>
  Math.min(Math.floor(memoryBytes / 9_531_392), 5_000);

/** RDS leaves PostgreSQL less than the class has; how much less it does not publish. The smallest lose most. */
const SHARE_THAT_IS_THERE = 0.75;
/** Kept for the superuser, RDS itself, migrations, analysts. */
const KEPT_FOR_OTHERS = 12;
/** What a process takes beside its pool: LISTEN, four exports, an import with its three, the daily export. */
const BESIDE_THE_POOL = 10;
const FEWEST = 2;
/** More only wait for the same cores. */
const MOST = 50;
const WITHOUT_A_CLASS = 20;

export interface PoolSettings {
  DATABASE_POOL_SIZE?: number | undefined;
  DATABASE_CLASS?: string | undefined;
  DATABASE_INSTANCES: number;
}

/** Connections of one process's pool: as set, or its share of what the class takes, so that all fit at once. */
export function poolSize(settings: PoolSettings): number {
  const {
    DATABASE_POOL_SIZE: given,
    DATABASE_CLASS: name,
    DATABASE_INSTANCES: processes,
  } = settings;
  if (given !== undefined) return given;
  const memory = name === undefined ? undefined : classMemory(name);
  if (memory === undefined) return WITHOUT_A_CLASS;
  const all = maxConnections(memory * SHARE_THAT_IS_THERE) - KEPT_FOR_OTHERS;
  const share = Math.floor(all / processes) - BESIDE_THE_POOL;
  return Math.min(Math.max(share, FEWEST), MOST);
}
