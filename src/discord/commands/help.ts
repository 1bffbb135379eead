// /help: what Attest can do, in one screen, shown to the asker alone.
import { labelsOf, menuName } from '../../messages/commands.ts';
import { command, type Command, type MessageCommand } from '../command.ts';
import { listed } from '../views/layout.ts';
import { exampleLines, holds } from '../views/greeting.ts';
import { payload } from '../views/payload.ts';
import { languageFor } from '../../messages/languages.ts';
import type { Language, Messages } from '../../messages/messages.ts';

const MAX_COMMANDS = 20;

/** The command that explains the given ones, and itself. */
export function helpFor(commands: readonly Command[], menus: readonly MessageCommand[]): Command {
  const help: Command = {
    data: command('help', 'What Attest can do, and what the archive holds'),
    answer({ locale }, { archive, messages, examples }) {
      // Discord shows names of commands in the language of the person, whatever is set here.
      const shown = languageFor(locale);
      const menu = `${messages.helpMenu} ${menus.map(({ data }) => `**${menuName(data, shown)}**`).join(', ')}`;
      const lines = [...commands, help].map((each) => commandLine(each, shown, messages));
      return {
        to: 'asker',
        work: async ({ show }) => {
          const held = `**${holds(await archive.coverage({}), messages)}**`;
          const shown = (examples: readonly string[]) => {
            const intro = [messages.helpIntro, '', held, ...exampleLines(examples, messages)];
            const head = [...intro, '', menu, '', messages.helpAsk];
            return payload(listed(head, lines, MAX_COMMANDS, () => `- ${messages.andMore}`));
          };
          const { now, found } = await examples();
          // To find them may take seconds.
          if (now === null) await show(shown([]));
          return shown(await found);
        },
      };
    },
  };
  return help;
}

function commandLine({ data }: Command, shown: Language, { language }: Messages): string {
  const [name] = labelsOf(data, shown);
  const [, description] = labelsOf(data, language);
  return `- **/${name}** ${description}`;
}
