import { API } from "@babyfoot/contract";
import { beforeAll, expect, it } from "vitest";
import { book, freeSlots, openAllWeek } from "./product/booking.ts";
import { addTable } from "./product/campus.ts";
import { useStage } from "./stage.ts";

const stage = useStage();
beforeAll(() => openAllWeek(stage().admin));

it("staff cancel a booking, and the player's bell tells it on whatever page they are", async () => {
  const { open, admin, newPlayer } = stage();
  const player = await newPlayer("Jeanne");
  const { id: tableId } = await addTable(admin, "T21");
  const [slot] = await freeSlots(player, tableId, 1);
  const { id } = await book(player, {
    tableId,
    startsAt: slot?.startsAt ?? "",
    durationMinutes: 15,
  });
  const [live, still] = [
    await open("phone", "/", { as: player }),
    await open("phone", "/me", { as: player }),
  ];
  for (const phone of [live, still])
    await phone.getByRole("link", { name: "Messages", exact: true }).waitFor();

  const reason = encodeURIComponent("Le sol est mouillé");
  await admin.call("DELETE", `${API}/reservations/${id}?reason=${reason}`);
  for (const phone of [live, still])
    await phone.getByRole("link", { name: "Messages, 1 nouveau" }).waitFor();

  await still.getByRole("link", { name: "Messages, 1 nouveau" }).click();
  await still.getByText("Motif\u00a0: Le sol est mouillé").waitFor();
  await still.getByRole("link", { name: "Réservation annulée" }).click();
  await still.getByRole("heading", { level: 1, name: "Mes réservations" }).waitFor();
  for (const phone of [live, still])
    await phone.getByRole("link", { name: "Messages", exact: true }).waitFor();
});

it("the settings keep what is chosen, and their test button tells the truth", async () => {
  const { open, newPlayer } = stage();
  const player = await newPlayer("Karim");
  const phone = await open("phone", "/notifications", { as: player });
  // As in every browser without a window.
  await phone.getByText("Tu as refusé les notifications de ce site.").waitFor();
  const invitations = phone.getByRole("switch", { name: "Invitations : Push" });
  expect(await invitations.isChecked()).toBe(false);
  await invitations.click();
  await phone.getByRole("button", { name: "Par jour : un de plus" }).click();
  await phone.getByRole("button", { name: "Envoyer un essai : Push" }).click();
  await phone.getByText("Rien envoyé : aucun de tes appareils n’est activé.").waitFor();
  await phone.reload();
  await phone.getByRole("heading", { name: "Notifications push" }).waitFor();
  expect(await invitations.isChecked()).toBe(true);
  expect(await phone.getByRole("status", { name: "Par jour" }).textContent()).toBe("6");
});

it("an administrator adds a channel, and hears that it leads nowhere", async () => {
  const { open, admin } = stage();
  const laptop = await open("laptop", "/admin/channels", { as: admin });
  await laptop.getByRole("button", { name: "Nouveau canal" }).click();
  const dialog = laptop.getByRole("dialog");
  await dialog.getByText("Programme").click();
  await dialog.getByLabel("Nom").fill("Tableau de bord");
  await dialog.getByLabel("Adresse du webhook").fill("https://localhost:1/crochet");
  await dialog.getByRole("button", { name: "Enregistrer" }).click();
  await dialog.getByRole("heading", { name: "Le secret du canal" }).waitFor();
  await dialog.getByRole("button", { name: "C’est copié" }).click();
  await laptop.getByRole("button", { name: "Essayer Tableau de bord" }).click();
  await laptop.getByText("Pas arrivé : cette adresse mène dans un réseau privé.").waitFor();
});
