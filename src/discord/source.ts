// /source: the card of an article, found by its title, its outlet or its words.
import type { Archive } from '../ask.ts';
import { UserError } from '../errors.ts';
import type { Article, Source } from '../types.ts';
import { renderSource } from './cards.ts';
import { command, MAX_CHOICE, MAX_CHOICES, type Command } from './command.ts';
import { shorten } from './markdown.ts';

const MAX_TYPED = 300;
const MAX_OUTLET = 40;
/** Articles named below the card, when the words match several. */
const MAX_OTHERS = 3;
const ARTICLE_ID = /^[0-9a-f]{16}$/;

export const source: Command = {
  data: command('source', 'Look an article up: title, outlet, date, link and first sentences')
    .addStringOption((option) =>
      option
        .setName('title')
        .setDescription('Title, outlet or words of the article')
        .setMaxLength(MAX_TYPED)
        .setAutocomplete(true)
        .setRequired(true),
    )
    .toJSON(),

  async execute(interaction, desk) {
    await interaction.deferReply();
    const typed = interaction.options.getString('title', true);
    const { article, others } = await desk.archive.use((archive) => find(archive, typed));
    await interaction.editReply(renderSource(article, others));
  },

  async autocomplete(interaction, desk) {
    const typed = interaction.options.getFocused();
    const found = await desk.archive.use((archive) => archive.findSources(typed, MAX_CHOICES));
    return found.map((each) => ({ name: choiceName(each), value: each.id }));
  },
};

/** An id is what a choice stands for; anything else is what a person typed without choosing. */
async function find(archive: Archive, typed: string): Promise<{ article: Article; others: Source[] }> {
  const chosen = ARTICLE_ID.test(typed) ? await archive.article(typed) : undefined;
  if (chosen) return { article: chosen, others: [] };
  const [best, ...others] = await archive.findSources(typed, 1 + MAX_OTHERS);
  const article = best && (await archive.article(best.id));
  if (article) return { article, others };
  throw new UserError(`No article matches “${shorten(typed, MAX_CHOICE)}”.`, 'Try fewer or other words.');
}

/** The title gives way, so that outlet and day stay to be seen. */
function choiceName({ title, outlet, published }: Source): string {
  const origin = ` · ${shorten(outlet, MAX_OUTLET)}, ${published}`;
  return shorten(title, MAX_CHOICE - origin.length) + origin;
}
