// What `backup`, `restore` and `health` say, in the words of each language. Data.
import type { BotFault } from '../bot-state.ts';
import type { BackupFault } from '../server-data/backup.ts';
import type { Language, Messages, WordsFor } from './messages.ts';
import { worded } from './told.ts';

interface Words {
  faults: WordsFor<BackupFault>;
  nothingYet(folder: string): string;
  nothingYetRemedy: string;
  written(settings: number, votes: number, file: string): string;
  thereAlready(settings: number, votes: number): string;
  replaceThem: string;
  restored(settings: number, votes: number, day: string): string;
  questionsGone(n: number): string;
  forgotten(day: string): string;
  well: string;
  bot: WordsFor<BotFault, string>;
  /** The process that builds. */
  building(process: number): string;
}

/** The words of a language, with how a refusal is told. */
export function backupWords(messages: Messages) {
  const { faults, ...words } = WORDS[messages.language](messages);
  return { ...words, refused: (fault: BackupFault) => worded(faults, fault) };
}

/** Whether the bot is well, in one line. */
export function healthLine(fault: BotFault | null, builder: number | null, messages: Messages): string {
  const { bot, well, building } = WORDS[messages.language](messages);
  if (fault === null) return well;
  const said = worded(bot, fault);
  return fault.kind === 'not running' && builder !== null ? `${said} ${building(builder)}` : said;
}

const en = ({ counted }: Messages): Words => {
  const kept = (settings: number, votes: number) =>
    `${counted(settings, { one: 'setting', other: 'settings' })} and ${counted(votes, { one: 'vote', other: 'votes' })}`;
  return {
    faults: {
      'there already': ({ path }) => [
        `Something lies at ${path} already.`,
        'Choose another name, or write over it with --replace.',
      ],
      'no folder': ({ path }) => [`There is no folder ${path}.`, 'Make it, or choose another one.'],
      'a folder': ({ path }) => [`${path} is a folder.`, 'Name a file in it.'],
      'no place': ({ path }) => [
        `${path || 'Nothing'} is no name of a file to write.`,
        'Name one, such as attest-backup.json.',
      ],
      'not allowed': ({ path }) => [
        `${path} may not be read or written.`,
        'Allow it, or choose another place.',
      ],
      'no file': ({ path }) => [`There is no backup at ${path}.`, 'Check the path.'],
      'no backup': ({ path }) => [
        `${path} is no backup of Attest.`,
        'Choose a file that npm run attest -- backup has written.',
      ],
      'damaged backup': ({ path }) => [
        `The backup ${path} is damaged: it is not what was written.`,
        'Choose an earlier one. Nothing was changed.',
      ],
      'newer backup': ({ path }) => [
        `The backup ${path} was written by a newer version of Attest.`,
        'Update Attest. Nothing was changed.',
      ],
    },
    nothingYet: (folder) => `There is nothing to back up in ${folder} yet: nothing is set, asked or voted.`,
    nothingYetRemedy: 'Set EMBEDDINGS_DIR or ATTEST_INDEX if it is the wrong place.',
    written: (settings, votes, file) => `${kept(settings, votes)} are in ${file}.`,
    thereAlready: (settings, votes) => `There are ${kept(settings, votes)} already, which would be lost.`,
    replaceThem: 'Make a backup of them, then restore with --replace. Nothing was changed.',
    restored: (settings, votes, day) => `${kept(settings, votes)} of ${day} are back.`,
    questionsGone: (n) =>
      `${counted(n, { one: 'question', other: 'questions' })} asked meanwhile are deleted: with another salt nobody could have deleted their own.`,
    forgotten: (day) =>
      `Votes that people have deleted with /forget-me since ${day} are back as well: ask whoever did to use it again, or restore with --settings-only.`,
    well: 'The bot is well.',
    bot: {
      unreadable: () =>
        'The state of the bot cannot be read: bot.json beside the index is not for this user.',
      'not running': () => 'No bot runs beside this index.',
      stuck: ({ seconds }) =>
        `The bot has not said for ${seconds} s that it is well: it is stuck, or its disk is.`,
      away: ({ seconds }) => `The bot has had no connection to Discord for ${seconds} s.`,
      damage: ({ says }) => `The bot answers nothing from its index: ${says}`,
    },
    building: (process) => `An index is being built (process ${process}); the bot comes after that.`,
  };
};

const de = ({ counted }: Messages): Words => {
  const kept = (settings: number, votes: number) =>
    `${counted(settings, { one: 'Einstellung', other: 'Einstellungen' })} und ${counted(votes, { one: 'Stimme', other: 'Stimmen' })}`;
  return {
    faults: {
      'there already': ({ path }) => [
        `Unter ${path} liegt schon etwas.`,
        'Einen anderen Namen wählen, oder mit --replace überschreiben.',
      ],
      'no folder': ({ path }) => [`Es gibt keinen Ordner ${path}.`, 'Ihn anlegen oder einen anderen wählen.'],
      'a folder': ({ path }) => [`${path} ist ein Ordner.`, 'Eine Datei darin nennen.'],
      'no place': ({ path }) => [
        `${path || 'Nichts'} ist kein Name einer Datei, die geschrieben werden kann.`,
        'Einen nennen, etwa attest-backup.json.',
      ],
      'not allowed': ({ path }) => [
        `${path} darf nicht gelesen oder geschrieben werden.`,
        'Es erlauben oder einen anderen Ort wählen.',
      ],
      'no file': ({ path }) => [`Unter ${path} liegt keine Sicherung.`, 'Den Pfad prüfen.'],
      'no backup': ({ path }) => [
        `${path} ist keine Sicherung von Attest.`,
        'Eine Datei wählen, die npm run attest -- backup geschrieben hat.',
      ],
      'damaged backup': ({ path }) => [
        `Die Sicherung ${path} ist beschädigt: Sie ist nicht, was geschrieben wurde.`,
        'Eine frühere wählen. Nichts wurde geändert.',
      ],
      'newer backup': ({ path }) => [
        `Die Sicherung ${path} stammt von einer neueren Version von Attest.`,
        'Attest aktualisieren. Nichts wurde geändert.',
      ],
    },
    nothingYet: (folder) =>
      `In ${folder} gibt es noch nichts zu sichern: Nichts ist eingestellt, gefragt oder abgestimmt.`,
    nothingYetRemedy: 'EMBEDDINGS_DIR oder ATTEST_INDEX setzen, falls es der falsche Ort ist.',
    written: (settings, votes, file) => `${kept(settings, votes)} stehen in ${file}.`,
    thereAlready: (settings, votes) => `Es gibt schon ${kept(settings, votes)}, die verloren gingen.`,
    replaceThem: 'Sie erst sichern, dann mit --replace zurückholen. Nichts wurde geändert.',
    restored: (settings, votes, day) => `${kept(settings, votes)} vom ${day} sind zurück.`,
    questionsGone: (n) =>
      `${counted(n, { one: 'Frage', other: 'Fragen' })} aus der Zwischenzeit sind gelöscht: Mit einem anderen Salt könnte niemand mehr die eigenen löschen.`,
    forgotten: (day) =>
      `Auch Stimmen, die seit dem ${day} mit /forget-me gelöscht wurden, sind zurück: Wer das tat, möge es noch einmal tun, oder nur die Einstellungen zurückholen (--settings-only).`,
    well: 'Dem Bot geht es gut.',
    bot: {
      unreadable: () =>
        'Der Zustand des Bots lässt sich nicht lesen: bot.json neben dem Index ist nicht für diesen Benutzer.',
      'not running': () => 'Neben diesem Index läuft kein Bot.',
      stuck: ({ seconds }) =>
        `Der Bot hat sich seit ${seconds} s nicht gemeldet: Er hängt, oder seine Festplatte.`,
      away: ({ seconds }) => `Der Bot hat seit ${seconds} s keine Verbindung zu Discord.`,
      damage: ({ says }) => `Der Bot antwortet nicht aus seinem Index: ${says}`,
    },
    building: (process) => `Ein Index wird gebaut (Prozess ${process}); der Bot kommt danach.`,
  };
};

const ru = ({ counted }: Messages): Words => {
  const kept = (settings: number, votes: number) =>
    `${counted(settings, { one: 'настройка', few: 'настройки', many: 'настроек', other: 'настройки' })} и ${counted(votes, { one: 'голос', few: 'голоса', many: 'голосов', other: 'голоса' })}`;
  return {
    faults: {
      'there already': ({ path }) => [
        `По пути ${path} уже что-то лежит.`,
        'Выберите другое имя или перезапишите с --replace.',
      ],
      'no folder': ({ path }) => [`Папки ${path} нет.`, 'Создайте её или выберите другую.'],
      'a folder': ({ path }) => [`${path} — папка.`, 'Назовите файл в ней.'],
      'no place': ({ path }) => [
        `${path || 'Пусто'} — не имя файла, в который можно записать.`,
        'Укажите имя, например attest-backup.json.',
      ],
      'not allowed': ({ path }) => [
        `${path} нельзя прочитать или записать.`,
        'Разрешите доступ или выберите другое место.',
      ],
      'no file': ({ path }) => [`По пути ${path} нет резервной копии.`, 'Проверьте путь.'],
      'no backup': ({ path }) => [
        `${path} — не резервная копия Attest.`,
        'Выберите файл, который записала команда npm run attest -- backup.',
      ],
      'damaged backup': ({ path }) => [
        `Резервная копия ${path} повреждена: в ней не то, что было записано.`,
        'Выберите более раннюю. Ничего не изменено.',
      ],
      'newer backup': ({ path }) => [
        `Резервная копия ${path} записана более новой версией Attest.`,
        'Обновите Attest. Ничего не изменено.',
      ],
    },
    nothingYet: (folder) => `В ${folder} пока нечего сохранять: ничего не настроено, вопросов и голосов нет.`,
    nothingYetRemedy: 'Укажите EMBEDDINGS_DIR или ATTEST_INDEX, если это не то место.',
    written: (settings, votes, file) => `В ${file}: ${kept(settings, votes)}.`,
    thereAlready: (settings, votes) => `Уже есть ${kept(settings, votes)}: они пропали бы.`,
    replaceThem: 'Сначала сохраните их, затем восстановите с --replace. Ничего не изменено.',
    restored: (settings, votes, day) => `Восстановлено (${day}): ${kept(settings, votes)}.`,
    questionsGone: (n) =>
      `Удалено вопросов, заданных за это время: ${n}. С другой солью никто не смог бы удалить свои.`,
    forgotten: (day) =>
      `Голоса, удалённые командой /forget-me после ${day}, тоже вернулись: попросите удалить их снова или восстановите только настройки (--settings-only).`,
    well: 'Бот в порядке.',
    bot: {
      unreadable: () =>
        'Состояние бота нельзя прочитать: bot.json рядом с индексом недоступен этому пользователю.',
      'not running': () => 'Рядом с этим индексом бот не запущен.',
      stuck: ({ seconds }) => `Бот не отзывался ${seconds} с: завис он или его диск.`,
      away: ({ seconds }) => `У бота ${seconds} с нет связи с Discord.`,
      damage: ({ says }) => `Бот не отвечает из индекса: ${says}`,
    },
    building: (process) => `Собирается индекс (процесс ${process}); бот запустится после этого.`,
  };
};

const WORDS: Record<Language, (messages: Messages) => Words> = { en, de, ru };
