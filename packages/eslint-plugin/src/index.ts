import { createPlugin } from './plugin.js';

/** Finds, explains and repairs races: rules by name, and the presets in `configs`. */
const plugin = createPlugin();

export default plugin;
