module.exports = {
  transform: { '\\.js$': '@interlocked/runtime/testing/jest' },
};
