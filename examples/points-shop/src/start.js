// The entry is JavaScript: it runs before anything here understands TypeScript.

// Read at once: should npm and its shell be gone a moment later, this is how to notice.
const parent = process.ppid;

// A cache of compiled files would be left behind in the folder for temporary files.
process.env.TSX_DISABLE_CACHE = '1';

const { register } = await import('tsx/esm/api');
register();
const { main } = await import('./main.ts');
await main(process.argv.slice(2), parent);
