import { Firestore } from '@google-cloud/firestore';

/** It finds the emulator by FIRESTORE_EMULATOR_HOST. */
export const db: Firestore = new Firestore({ projectId: 'interlocked' });
