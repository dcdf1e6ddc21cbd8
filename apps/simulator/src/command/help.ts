/** What `--help` prints. */
export const HELP = `Plays table football against a running server, as real boards do.

  npm run simulate -- --email admin@example.org --password … --tables 8
  npm run simulate -- --device-token dev_… --matches 1 --speed 20
  npm run simulate -- --board-url http://localhost:3000/api/v1/device/board/brd_… --boards samsul

Where
  --url <address>         the server (http://localhost:3000)
  --email, --password     of an administrator, who makes the tables and devices
  --tables <n>            so many tables of the simulator's own, SIM-1, SIM-2 … (8)
  --on <codes>            play on these tables instead, e.g. T01,T02
  --device-token <token>  be one native device that exists already
  --mqtt <address>        native devices speak MQTT with this broker, e.g. mqtt://localhost:1883
  --device-id <id>        by MQTT: the id of the device of --device-token
  --board-url <address>   be one board that exists already; --boards says which make

What
  --boards <kinds>        given to the tables in turn: native, samsul, takata, takata_inc,
                          domotrap, lagitech, teslow, babyconnect (all)
  --speed <factor>        players are so many times faster than people (1)
  --matches <n>           end after so many matches a table (plays until Ctrl-C)
  --seed <word>           the same seed plays the same matches
  --quiet                 say nothing of single goals

Faults on purpose (a share, e.g. 5%; none unless given)
  --loss                  a message or its answer is lost
  --repeat                a message arrives twice
  --reorder               a message is overtaken by later ones
  --restart               after a goal the device restarts
  --bounce                a native device's sensor sees a ball three to five times
  --held                  a board counts a ball held before its sensor again and again
  --clock <time>          native devices' clocks are off by so much, e.g. -1h

Real devices count each goal once whatever happens; boards without numbers in their messages
cannot: with faults, their score differs from the one that is said here, as at real tables.
`;
