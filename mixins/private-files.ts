/** Modes of what we write: read and written by the owner alone. */
export const privateFile = 0o600;
export const privateFolder = 0o700;
