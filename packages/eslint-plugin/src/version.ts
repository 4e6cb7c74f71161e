declare const PACKAGE_VERSION: string | undefined;

/** The version of the package; the build writes it in. */
export const version = typeof PACKAGE_VERSION === 'string' ? PACKAGE_VERSION : '0.0.0';
