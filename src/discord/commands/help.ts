// /help: what Attest can do, in one screen, shown to the asker alone.
import { MessageFlags } from 'discord.js';
import { labelsOf, menuName } from '../words/command-words.ts';
import { command, type Command, type MessageCommand } from '../command.ts';
import { archiveLine } from '../looks/cited.ts';
import { fitLines, payload } from '../looks/payload.ts';
import { wordsAt } from '../place.ts';
import { languageFor, type Language, type Words } from '../words/words.ts';

const MAX_COMMANDS = 20;

/** The command that explains the given ones, and itself. */
export function helpFor(commands: readonly Command[], menus: readonly MessageCommand[]): Command {
  const help: Command = {
    data: command('help', 'What Attest can do, and what the archive holds').toJSON(),
    async execute(interaction, desk) {
      await interaction.deferReply({ flags: MessageFlags.Ephemeral });
      const words = wordsAt(interaction, desk);
      // Discord shows names of commands in the language of the person, whatever is set here.
      const shown = languageFor(interaction.locale);
      const coverage = await desk.archive.use((archive) => archive.coverage());
      const menu = `${words.helpMenu} ${menus.map(({ data }) => `**${menuName(data, shown)}**`).join(', ')}`;
      const head = [words.helpIntro, '', `**${archiveLine(coverage, words)}**`, '', menu, '', words.helpAsk];
      const lines = [...commands, help].map((each) => commandLine(each, shown, words));
      await interaction.editReply(payload(fitLines(head, lines, MAX_COMMANDS, () => `- ${words.andMore}`)));
    },
  };
  return help;
}

function commandLine({ data }: Command, shown: Language, { language }: Words): string {
  const [name] = labelsOf(data, shown);
  const [, description] = labelsOf(data, language);
  return `- **/${name}** ${description}`;
}
