interface Alternative {
  increment(): number;
}
type Representation = new (buffer: SharedArrayBuffer) => Alternative;

export declare const alternatives: Readonly<
  Record<
    'Int32Add' | 'Int32Exchange' | 'BigIntAdd' | 'BigIntExchange' | 'LowAndHigh',
    Representation
  >
>;
