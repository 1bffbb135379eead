// Texts that a hostile article, title or question may hold.

/** Text that means something to Discord, alone and in the company of more of its kind. */
export const HOSTILE = [
  '@everyone and @here',
  '<@123456789012345678>, <@!123456789012345678>, <@&123456789012345678> and <#123456789012345678>',
  '<:smile:123456789012345678> <a:dance:123456789012345678> :smile: :wave::skin-tone-2:',
  'at 10:30:45 on <t:1690000000:R>, type </ask:123456789012345678> in <id:customize>',
  '*a* **b** ***c*** _d_ __e__ ~~f~~ `g` ``h`` ||i||',
  'snake_case_name, 2*3*4, a|b||c, ~5 ~~km, back\\slash, \\*not\\*, trailing\\',
  '```js\nalert(1)\n```',
  '# One\n## Two\n### Three\n-# small',
  '- a\n* b\n+ c\n1. d\n23) e\n  - f',
  '> quoted\n>>> all of it',
  '[press](https://evil.example) and [x](<https://evil.example>)',
  'half](https://evil.example) [half',
  '[[a](b)](https://evil.example)',
  'see https://evil.example/a_b_c?d=*e* or <https://evil.example>, mail <a@evil.example>',
  'join discord.gg/abc or discord.com/invite/abc or discordapp.com/invite/abc',
  'steam://run/1 discord://x',
  '¯\\_(ツ)_/¯',
  '[\u200b](https://evil.example) [\u3164](https://evil.example) @\u200beveryone',
  'خبر «عاجل» 2025 @everyone, ידיעה [x](https://evil.example)',
  '\u200d\u200c\ufeff\u2060 zero \u200dwidth\u200c and \u00adsoft',
  '👩\u200d👩\u200d👧 🏴󠁧󠁢󠁳󠁣󠁴󠁿 👍🏽 𝕏 e\u0301\u0323',
  'marks \u200f(right) and \u200e[left], \u061carabic',
  'x\u0301\u0302\u0303\u0304\u0305\u0306\u0307\u0308\u0309\u030a\u030b',
  '"The lira [Turkey\'s currency] fell (again)," he said - 5 % - on #1 day!',
];

/** The same, glued in every order of two. */
export const GLUED = HOSTILE.flatMap((a) => HOSTILE.map((b) => a + b));
