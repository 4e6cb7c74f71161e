const { ACCOUNT_FILE = '', LABEL_FILE = '' } = process.env;

export const account = ACCOUNT_FILE;
export const label = LABEL_FILE;
