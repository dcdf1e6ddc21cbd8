-- Up Migration

alter table devices add column mqtt_password text;
comment on column devices.mqtt_password is
  'The secret as Mosquitto keeps passwords, for brokers that are not ours; none for boards and for tokens older than this.';

alter table devices add column by_mqtt boolean not null default false;
comment on column devices.by_mqtt is 'Whether it was last heard by MQTT.';

-- Who does alone what must not be done twice, e.g. reads what a broker elsewhere brings.
create table leases (
  name text primary key,
  holder uuid not null,
  until timestamptz not null
);
comment on table leases is 'Who does alone what must not be done twice; whoever does not renew it in time loses it.';
