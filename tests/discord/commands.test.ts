// The commands as Discord gets them, the choices it takes, and the archive behind them that can be swapped.
import { ApplicationIntegrationType, InteractionContextType, PermissionFlagsBits } from 'discord.js';
import { describe, expect, it } from 'vitest';
import { withinLimits } from '../../src/discord/command.ts';
import { commands } from '../../src/discord/commands.ts';
import { CurrentArchive } from '../../src/discord/current-archive.ts';
import { commandProblems } from '../support/discord-rules.ts';
import { promised } from '../support/promised.ts';
import { SmallArchive } from '../support/small-archive.ts';

const dataOf = (name: string) => commands.find(({ data }) => data.name === name)!.data;

describe('The commands', () => {
  it('are within the limits of Discord', () => {
    expect(commandProblems(commands.map(({ data }) => ({ ...data })))).toEqual([]);
  });

  it('are an explicit list', () => {
    const names = 'ask quotes check timeline source status reindex settings insights forget-me help'.split(
      ' ',
    );
    expect(commands.map(({ data }) => data.name)).toEqual(names);
  });

  it.each('ask quotes check timeline source status help'.split(' '))(
    '/%s works in servers, in private, and wherever a person takes it',
    (name) => {
      const { contexts, integration_types: installs, default_member_permissions: needs } = dataOf(name);
      expect(contexts).toEqual([
        InteractionContextType.Guild,
        InteractionContextType.BotDM,
        InteractionContextType.PrivateChannel,
      ]);
      expect(installs).toEqual([
        ApplicationIntegrationType.GuildInstall,
        ApplicationIntegrationType.UserInstall,
      ]);
      expect(needs).toBeUndefined();
    },
  );

  it.each(['reindex', 'settings', 'insights'])('/%s is for those who may manage a server', (name) => {
    const { contexts, integration_types: installs, default_member_permissions: needs } = dataOf(name);
    expect(contexts).toEqual([InteractionContextType.Guild]);
    expect(installs).toEqual([ApplicationIntegrationType.GuildInstall]);
    expect(needs).toBe(String(PermissionFlagsBits.ManageGuild));
  });

  it('/ask takes a question of limited length', () => {
    expect(dataOf('ask').options?.[0]).toMatchObject({ name: 'question', required: true, max_length: 1000 });
  });
});

describe('Choices', () => {
  it('are at most 25, short, none blank and none twice', () => {
    const many = Array.from({ length: 40 }, (_, i) => ({
      name: `${i} ${'long '.repeat(40)}`,
      value: `${i}`,
    }));
    const odd = [
      { name: ' \n', value: 'blank name' },
      { name: 'blank value', value: ' ' },
      { name: 'value too long', value: 'x'.repeat(101) },
      { name: 'twice', value: '1' },
    ];
    const kept = withinLimits([...odd, ...many]);
    expect(kept).toHaveLength(25);
    expect(new Set(kept.map(({ value }) => value)).size).toBe(25);
    for (const { name } of kept) expect(name.length).toBeLessThanOrEqual(100);
    expect(kept.map(({ name }) => name)).not.toContain('value too long');
  });
});

describe('The archive in use', () => {
  const articles = (current: CurrentArchive) =>
    current.use(async (archive) => (await archive.coverage({ outlets: null })).articles);

  it('is closed when a newer one takes its place', async () => {
    const [old, next] = [new SmallArchive(), new SmallArchive([])];
    const current = new CurrentArchive(old, () => Promise.resolve(next));
    await current.reopen();
    expect(old.closed).toBe(true);
    expect(await articles(current)).toBe(0);
  });

  it('stays open until the last answer that began with it has ended, even one that fails', async () => {
    const old = new SmallArchive();
    const current = new CurrentArchive(old, () => Promise.resolve(new SmallArchive()));
    const gates = [promised(), promised()];
    const uses = gates.map(({ promise }) => current.use(() => promise));
    await current.reopen();
    expect(old.closed).toBe(false);
    gates[0]!.resolve();
    await uses[0];
    expect(old.closed).toBe(false);
    gates[1]!.reject(new Error('cut'));
    await expect(uses[1]).rejects.toThrow('cut');
    expect(old.closed).toBe(true);
  });

  it('is one and the same for all that one answer asks', async () => {
    const current = new CurrentArchive(new SmallArchive(), () => Promise.resolve(new SmallArchive([])));
    await current.use(async (archive) => {
      const before = await archive.coverage({ outlets: null });
      await current.reopen();
      expect(await archive.coverage({ outlets: null })).toEqual(before);
    });
    expect(await articles(current)).toBe(0);
  });
});
