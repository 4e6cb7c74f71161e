import fc from 'fast-check';

/** What stands around the statements of a race: functions, classes, components, compiled code. */
export interface Frame {
  readonly head: string;
  readonly tail: string;
  readonly filename: 'app.js' | 'app.cjs' | 'app.jsx' | 'app.ts' | 'app.tsx';
}

const PARAMETERS = 'id, fee, ids, req';

const PLAIN: readonly (readonly [head: string, tail: string])[] = [
  [`async function award(${PARAMETERS}) {`, '}'],
  [`export async function award(${PARAMETERS}) {`, '}'],
  [`export default async (${PARAMETERS}) => {`, '};'],
  [`const award = async (${PARAMETERS}) => {`, '};'],
  [`class Service { static userLocks = 1; async award(${PARAMETERS}) {`, '} }'],
  [`const service = { async award(${PARAMETERS}) {`, '} };'],
  ['async function award({id, fee = 1, ids}, req, KeyedMutex) {', '}'],
  [`async function* award(${PARAMETERS}) {`, 'yield id; }'],
  [`async function* award(${PARAMETERS}) { yield id;`, '}'],
  ['const award = async function (id, fee, ids) { const req = arguments[3];', '};'],
  [`class Service { #users = this; award = async (${PARAMETERS}) => {`, '} }'],
  [`class Service { static async #award(${PARAMETERS}) {`, '} }'],
  [`async function award(${PARAMETERS}) { 'use strict';`, '}'],
  ["app.post('/award/:id', async (req, res) => { const {id, fee, ids} = req.body;", '});'],
];

const JSX: readonly (readonly [head: string, tail: string])[] = [
  [
    'export function Award({id, fee, ids, req}) { return <button onClick={async () => {',
    '}}>{/* whose */}{id} &amp; more</button>; }',
  ],
  [
    "const Form = ({id, fee, ids, req}) => <form action={async (data) => { 'use server';",
    "}}>it's <b title='a'>text</b></form>;",
  ],
  [
    'export default async function Page({id, fee, ids, req}) {',
    'return <><p {...req}>{fee}</p>{ids.map((one) => <i key={one}>{one}</i>)}</>; }',
  ],
];

const DECORATED: readonly (readonly [head: string, tail: string])[] = [
  [
    "@Controller('users') export class Users { @Post(':id') @Log() async award(@Param('id') id: string, @Body('fee') fee: number, ids: string[], @Req() req: Request) {",
    '} }',
  ],
  [
    "@Injectable() export class Users { @Inject(CLOCK) private clock!: Clock; constructor(private readonly userLocks: Map<string, number>) {} @OnEvent('paid') async award(id: string, fee: number, ids: string[], req: any): Promise<unknown> {",
    '} }',
  ],
  [
    '@Component({ selector: `a-b` }) class Users { @Input() name = 1; @bound award = async (id: string, fee: number, ids: string[], req: any) => {',
    '} }',
  ],
  [
    'namespace Users { export async function award<T extends string>(id: T, fee: number, ids: T[], req: any): Promise<any> {',
    '} }',
  ],
  [
    'abstract class Users<T> { declare name: T; protected override async award(this: Users<T>, id: T, fee: number, ids: T[], req: any) {',
    '} }',
  ],
];

/** What compilers and bundlers write. */
const COMPILED: readonly (readonly [head: string, tail: string])[] = [
  [
    "Object.defineProperty(exports, '__esModule', { value: true }); exports.award = void 0; exports.award = async (id, fee, ids, req) => {",
    '};',
  ],
  [
    `function award(${PARAMETERS}) { return __awaiter(this, void 0, void 0, async function () {`,
    '}); }',
  ],
  [
    `var award = (function () { var _ref = _asyncToGenerator(async function (${PARAMETERS}) {`,
    '}); return function award() { return _ref.apply(this, arguments); }; })();',
  ],
  [
    `(self.webpackChunk = self.webpackChunk || []).push([[7], { 42: (module, exports, require) => { exports.a = async (${PARAMETERS}) => {`,
    '}; } }]);',
  ],
];

const framesOf = (pairs: typeof PLAIN, ...filenames: readonly Frame['filename'][]) =>
  fc.record({ pair: fc.constantFrom(...pairs), filename: fc.constantFrom(...filenames) });

export const frames: fc.Arbitrary<Frame> = fc
  .oneof(
    { arbitrary: framesOf(PLAIN, 'app.js', 'app.cjs', 'app.ts'), weight: 3 },
    { arbitrary: framesOf(JSX, 'app.jsx', 'app.tsx'), weight: 1 },
    { arbitrary: framesOf(DECORATED, 'app.ts', 'app.tsx'), weight: 1 },
    { arbitrary: framesOf(COMPILED, 'app.js', 'app.cjs'), weight: 1 },
  )
  .map(({ pair: [head, tail], filename }) => ({ head, tail, filename }));

/** What stands between the function and the race. */
const NESTINGS = [
  ['', ''],
  ['try {', '} catch (error) { log(error); }'],
  ['try {', '} finally { log(id); }'],
  ['if (fee) {', '}'],
  ['{', '}'],
  ['for (const id of ids) {', '}'],
  ['for (;;) {', 'if (fee) break; }'],
  ['while (fee--) {', '} log(fee);'],
  ['switch (fee) { case 1: {', 'break; } default: log(id); }'],
  ['each: for (const id of ids) {', 'if (fee) continue each; log(id); }'],
  ['found: { if (fee) break found;', '}'],
] as const;

/** The opening and the closing text of two nested ones. */
export const nestings = fc
  .tuple(fc.constantFrom(...NESTINGS), fc.constantFrom(...NESTINGS))
  .filter(([outer, inner]) => outer !== inner)
  .map(([outer, inner]) => [`${outer[0]} ${inner[0]}`, `${inner[1]} ${outer[1]}`] as const);
