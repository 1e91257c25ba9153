/** How far a download is. */
export interface DownloadProgress {
  readonly file: string;
  /** Bytes. */
  readonly loaded: number;
  readonly total: number;
}
