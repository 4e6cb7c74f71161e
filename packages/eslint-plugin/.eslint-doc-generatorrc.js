import { format, resolveConfig } from 'prettier';

/** @type {import('eslint-doc-generator').GenerateOptions} */
export default {
  pathRuleDoc: '../../docs/rules/{name}.md',
  // The README is read on npm as well, where a path of this repository leads nowhere.
  urlRuleDoc: 'https://interlocked.dev/rules/{name}',
  pathRuleList: 'README.md',
  ruleDocTitleFormat: 'desc-parens-prefix-name',
  ignoreConfig: ['legacy-recommended', 'legacy-strict', 'off'],
  configEmoji: [
    ['recommended', '✅'],
    ['strict', '🔒'],
  ],
  // `--fix` does nothing unless a rule's option asks, so no rule is announced as fixable.
  ruleDocNotices: ['deprecated', 'configs', 'hasSuggestions'],
  ruleListColumns: ['name', 'description', 'configsError', 'configsWarn', 'hasSuggestions'],
  postprocess: async (content, path) =>
    format(content, { ...(await resolveConfig(path)), parser: 'markdown' }),
};
