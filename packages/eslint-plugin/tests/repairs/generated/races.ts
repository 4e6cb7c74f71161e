import fc from 'fast-check';

/** The statements of a race, and what they are imported from. */
export interface Race {
  readonly lines: readonly string[];
  readonly imports: string;
  readonly from: string;
}

/** How one library reads, changes and writes a row, in ways that race. */
interface Speech {
  readonly imports: string;
  readonly from: string;
  readonly bodies: readonly (readonly string[])[];
}

/** Libraries whose rows are written by a call. */
const SPEECHES: readonly Speech[] = [
  {
    imports: 'prisma',
    from: '@prisma/client',
    bodies: [
      [
        'const user = await prisma.user.findUnique({where: {id}});',
        'await prisma.user.update({where: {id}, data: {points: user.points + fee}});',
      ],
      [
        'const user = await prisma.user.findUnique({where: {id}});',
        'if (user.points < fee) return;',
        'await prisma.user.update({where: {id}, data: {points: user.points - fee, seen: now()}});',
      ],
      [
        'const user = await prisma.user.findUnique({where: {id}});',
        'const tags = user.tags;',
        'await prisma.user.update({where: {id}, data: {tags: [...tags, fee]}});',
      ],
    ],
  },
  {
    imports: 'users',
    from: 'typeorm',
    bodies: [
      [
        'const user = await users.findOneBy({id});',
        'if (user.points > 0) { user.points -= 1; await users.save(user); }',
      ],
      [
        'const user = await users.findOneBy({id});',
        'if (user.points < fee) throw fee;',
        'user.points -= fee;',
        'await users.save(user);',
      ],
      [
        'const user = await users.findOneBy({id});',
        'user.points++;',
        'await users.save(user);',
        'return user;',
      ],
    ],
  },
  {
    imports: 'User',
    from: 'mongoose',
    bodies: [
      ['const user = await User.findById(id);', 'user.points += fee;', 'await user.save();'],
      [
        'const user = await User.findById(id);',
        'await User.updateOne({_id: id}, {$set: {points: user.points + 1, seen: now()}});',
      ],
    ],
  },
  {
    imports: 'knex',
    from: 'knex',
    bodies: [
      [
        "const user = await knex('users').where({id}).first();",
        'if (user.points < 1) return;',
        "await knex('users').where({id}).update({points: user.points - 1});",
      ],
      [
        "const [user] = await knex('users').where({id});",
        "await knex('users').where({id}).update({points: user.points + fee});",
      ],
      [
        "const user = await knex('users').where({id}).first();",
        "if (!user) { await knex('users').insert({id}); }",
      ],
    ],
  },
  {
    imports: 'pool',
    from: 'pg',
    bodies: [
      [
        "const {rows} = await pool.query('SELECT points FROM users WHERE id = $1', [id]);",
        "await pool.query('UPDATE users SET points = $1 WHERE id = $2', [rows[0].points + fee, id]);",
      ],
    ],
  },
];

const FINDS = ['User.findByPk(id)', 'User.findOne({where: {id}})', 'User.findByPk(req.params.id)'];
const CHANGES = [
  'user.points += 10;',
  'user.points++;',
  '--user.points;',
  'user.points = user.points - fee;',
  'user.points = fee * 2 + user.points;',
  'user.points += await priceOf(id);',
  'user.points *= 2;',
  'user.settings = {...user.settings, fee};',
  "user['points'] += fee;",
  'user.points += fee; user.visits += 1;',
  'user.points += fee; user.seen = now();',
  'user.points += fee; user.level = rank(user.points);',
  'if (fee) { user.points += fee; }',
  'for (const n of [1, fee]) { user.points += n; }',
  'bump(user, fee);',
  'user.points += fee; if (user.points > 9) return fee;',
];
const BEFORES = [
  '',
  'if (!user) return;',
  'if (!user) throw new Error(`none`);',
  'if (!user) return null;',
  'const same = user; log(same);',
  'log(user.name);',
];
const SAVES = [
  'await user.save();',
  'await user.save({transaction});',
  'await user.save({hooks: false});',
  'const saved = await user.save(); log(saved);',
  'return user.save();',
  'if (fee) { await user.save(); }',
];
const AFTERS = [
  '',
  'return user;',
  'return user.points;',
  'log(user.name);',
  'return {points: user.points};',
];

/** Statements that tie a function to where it stands, and those that leave it early. */
const ASIDES = ['', 'log(this.name);', 'log(arguments.length);', 'if (id === 0) return;'];

const saved: fc.Arbitrary<Race> = fc
  .tuple(
    fc.constantFrom(...FINDS),
    fc.constantFrom(...BEFORES),
    fc.constantFrom(...CHANGES),
    fc.constantFrom(...ASIDES),
    fc.constantFrom(...SAVES),
    fc.constantFrom(...AFTERS),
  )
  .map(([find, ...rest]) => ({
    lines: [`const user = await ${find};`, ...rest].filter((line) => line !== ''),
    imports: 'User',
    from: 'sequelize',
  }));

const spoken: fc.Arbitrary<Race> = fc
  .constantFrom(...SPEECHES)
  .chain(({ bodies, imports, from }) => {
    return fc.constantFrom(...bodies).map((lines) => ({ lines, imports, from }));
  });

/** As minifiers and compilers write it. */
const COMPRESSED = [
  'var user; user = await User.findByPk(id), user.points += fee, await user.save();',
  'var user; (user = await User.findByPk(id)) && (user.points += fee, await user.save());',
  'const user = await User.findByPk(id); return user ? (user.points++, await user.save(), user) : null;',
  'const user = await User.findByPk(id); fee && (user.points += fee), await user.save();',
  'const user = await User.findByPk(id); if (user) user.points += fee, await user.save(); else throw id;',
];

const compressed: fc.Arbitrary<Race> = fc
  .constantFrom(...COMPRESSED)
  .map((line) => ({ lines: [line], imports: 'User', from: 'sequelize' }));

export const races = fc.oneof(
  { arbitrary: saved, weight: 3 },
  { arbitrary: spoken, weight: 2 },
  { arbitrary: compressed, weight: 1 },
);
