/** Paths are relative to the folder of the manifest; who uploads the file says where that is. */
export const BASE = 'APP'
